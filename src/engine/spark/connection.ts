import { Problem } from '../../kernel/index.ts'
import { problems } from './problems.ts'

/** Where a Spark Connect server is, and how it is spoken to. */
export type SparkConnection = {
  /** `host:port`. */
  readonly address: string
  readonly isEncrypted: boolean
  readonly token: string | undefined
  readonly userId: string
  /** Further parameters, sent with every request as Spark's own clients do. */
  readonly headers: Readonly<Record<string, string>>
}

const defaultPort = '15002'

/**
 * Reads Spark's own connection string, `sc://host:port/;use_ssl=true;token=…;user_id=…`. A token asks for encryption,
 * unless the server is on this machine.
 * @throws Problem when it is none.
 */
export function parseSparkConnection(text: string): SparkConnection {
  const { url, parameters } = readUrl(text)
  const { use_ssl, token, user_id, user_agent: _, session_id: __, ...headers } = parameters
  const isEncrypted = use_ssl === 'true' || (use_ssl === undefined && token !== undefined && !isHere(url))
  if (token !== undefined && !isEncrypted && !isHere(url))
    throw problems.tokenInTheOpen({ host: url.hostname })
  return {
    address: `${url.hostname}:${url.port === '' ? defaultPort : url.port}`,
    isEncrypted,
    token,
    userId: user_id ?? 'mutakhir',
    headers,
  }
}

function readUrl(text: string): { url: URL; parameters: Readonly<Record<string, string>> } {
  try {
    // Only of schemes that it knows does URL understand hosts and ports in full.
    const url = new URL(text.replace(/^sc:/, 'http:'))
    const [path = '', ...pairs] = url.pathname.split(';')
    if (!text.startsWith('sc://') || url.hostname === '' || (path !== '' && path !== '/'))
      throw problems.connectionUnread({})
    const parameters = pairs
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const
      })
    return { url, parameters: Object.fromEntries(parameters) }
  } catch (error) {
    throw error instanceof Problem ? error : problems.connectionUnread({})
  }
}

function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}
