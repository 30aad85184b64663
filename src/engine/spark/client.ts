import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client, type ClientReadableStream, Metadata, credentials, status } from '@grpc/grpc-js'
import protobuf from 'protobufjs'
import { z } from 'zod'
import type { SparkConnection } from './connection.ts'
import { problems } from './problems.ts'

/** A relation, or a command that is run at once, in the words of Spark Connect. */
export type Plan =
  | { readonly root: Relation }
  | {
      readonly command:
        | { readonly sqlCommand: { readonly input: Relation } }
        | {
            readonly createDataframeView: {
              readonly input: Relation
              readonly name: string
              readonly replace: true
            }
          }
    }
type Relation =
  | { readonly sql: { readonly query: string } }
  | { readonly localRelation: { readonly data: Uint8Array } }

/** A session on a Spark Connect server; what it has set and made for itself ends with it. */
export type SparkSession = AsyncDisposable & {
  /** Runs a plan. @returns the Arrow IPC streams of its result, as they come */
  readonly execute: (plan: Plan) => AsyncIterable<Uint8Array>
}

const service = '/spark.connect.SparkConnectService'
const contactMilliseconds = 30_000
/** Spark tells of its progress every few seconds; without a word for this long it is held to be gone. */
const silenceMinutes = 10
const largestMessage = 1 << 28

const protocol = protobuf.loadSync(join(import.meta.dirname, 'spark-connect.proto'))

/** Opens a session. @throws Problem when no Spark Connect server answers there */
export async function openSession(connection: SparkConnection): Promise<SparkSession> {
  const { address, isEncrypted, userId } = connection
  const client = new Client(address, isEncrypted ? credentials.createSsl() : credentials.createInsecure(), {
    'grpc.max_receive_message_length': largestMessage,
    'grpc.keepalive_time_ms': 60_000,
  })
  try {
    await promisify(client.waitForReady.bind(client))(Date.now() + contactMilliseconds)
  } catch (error) {
    client.close()
    throw problems.unreachable({ address, reason: reasonOf(error) })
  }
  const metadata = metadataOf(connection)
  const session = { sessionId: randomUUID(), userContext: { userId }, clientType: 'mutakhir' }
  return {
    execute: (plan) =>
      batches(
        client.makeServerStreamRequest(
          `${service}/ExecutePlan`,
          encoder('ExecutePlanRequest'),
          readResponse,
          { ...session, plan },
          metadata,
        ),
        address,
      ),
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => {
        // Whether or not Spark heard it: a session that nobody uses ends by itself.
        client.makeUnaryRequest(
          `${service}/ReleaseSession`,
          encoder('ReleaseSessionRequest'),
          (bytes) => bytes,
          session,
          metadata,
          { deadline: Date.now() + contactMilliseconds },
          resolve,
        )
      })
      client.close()
    },
  }
}

function metadataOf({ token, headers }: SparkConnection): Metadata {
  const metadata = new Metadata()
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`)
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value)
  return metadata
}

function encoder(message: string) {
  const type = protocol.lookupType(`spark.connect.${message}`)
  return (value: object) => Buffer.from(type.encode(type.fromObject(value)).finish())
}

const responseType = protocol.lookupType('spark.connect.ExecutePlanResponse')
const responseSchema = z.object({ arrowBatch: z.object({ data: z.instanceof(Uint8Array) }).optional() })

function readResponse(bytes: Buffer): z.infer<typeof responseSchema> {
  return responseSchema.parse(responseType.toObject(responseType.decode(bytes)))
}

async function* batches(
  call: ClientReadableStream<z.infer<typeof responseSchema>>,
  address: string,
): AsyncIterable<Uint8Array> {
  let isSilent = false
  const listen = () =>
    setTimeout(() => {
      isSilent = true
      call.cancel()
    }, silenceMinutes * 60_000)
  let timer = listen()
  try {
    for await (const { arrowBatch } of call) {
      clearTimeout(timer)
      if (arrowBatch) yield arrowBatch.data
      timer = listen()
    }
  } catch (error) {
    throw isSilent ? problems.silent({ address, minutes: silenceMinutes }) : refusalOf(error, address)
  } finally {
    clearTimeout(timer)
    call.cancel()
  }
}

const refusalSchema = z.object({ code: z.number(), details: z.string() })

/** Whose fault it is: the connection's is told to the user, that of a statement stays an error. */
function refusalOf(error: unknown, address: string): unknown {
  const { data } = refusalSchema.safeParse(error)
  if (data?.code === status.UNAVAILABLE) return problems.unreachable({ address, reason: data.details })
  if (data?.code === status.UNAUTHENTICATED || data?.code === status.PERMISSION_DENIED)
    return problems.notAllowed({ address, reason: data.details })
  return data === undefined ? error : new Error(data.details, { cause: error })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
