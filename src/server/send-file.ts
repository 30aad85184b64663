import type { FastifyReply } from 'fastify'

/** A file to be saved, never shown in the page's own context. */
export async function sendFile(
  reply: FastifyReply,
  {
    name,
    type,
    content,
  }: { readonly name: string; readonly type: string; readonly content: string | Uint8Array },
): Promise<void> {
  await reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`)
    .header('cache-control', 'no-store')
    .send(content)
}
