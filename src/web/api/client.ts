import { type ApiProblem, RequestRefused, unexpectedAnswer, unreachable } from './problem.ts'

type Value = string | number | boolean | null | undefined

let sessionEnded: () => unknown = () => undefined

/** `act` runs when the server no longer knows the session, on any request but the sign-in itself. */
export function whenSessionEnds(act: () => unknown) {
  sessionEnded = act
}

/** Empty and absent values stay out of the address. */
export function queryString(params: Readonly<Record<string, Value>>): string {
  const kept = Object.entries(params).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' ? [] : [[key, String(value)]],
  )
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

export function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return request('GET', path, undefined, signal)
}

/** A file of the server as its text. */
export function getText(path: string, signal?: AbortSignal): Promise<string> {
  return requestText('GET', path, undefined, signal)
}

export function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return request('POST', path, body)
}

export function patch<Answer>(path: string, body: unknown): Promise<Answer> {
  return request('PATCH', path, body)
}

export function remove<Answer>(path: string): Promise<Answer> {
  return request('DELETE', path)
}

/** A file is sent by XMLHttpRequest, because fetch tells nothing of what has gone up. `onProgress` gets 0 to 1. */
export function upload<Answer>(
  path: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
    xhr.onerror = () => reject(new RequestRefused(unreachable))
    xhr.onload = () => {
      const body: unknown = parseJson(xhr.responseText)
      if (xhr.status >= 400) reject(new RequestRefused(readProblem(xhr.status, body)))
      else resolve(JSON.parse(xhr.responseText))
    }
    xhr.open('POST', path)
    xhr.setRequestHeader('x-mutakhir', '1')
    const form = new FormData()
    form.append('file', file)
    xhr.send(form)
  })
}

/** The server checks its answers against the same contract, so the type of the answer is trusted here. */
async function request<Answer>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const text = await requestText(method, path, body, signal)
  return text === '' ? JSON.parse('null') : JSON.parse(text)
}

async function requestText(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<string> {
  const response = await send(method, path, body, signal)
  const text = await response.text()
  if (response.status === 401 && !path.startsWith('/api/session')) sessionEnded()
  if (!response.ok) throw new RequestRefused(readProblem(response.status, parseJson(text)))
  return text
}

async function send(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { 'x-mutakhir': '1', accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new RequestRefused(unreachable)
  }
}

function readProblem(status: number, body: unknown): ApiProblem {
  if (!isProblemDetails(body)) return unexpectedAnswer(status)
  return { code: body.code, status, detail: body.detail, params: body.params ?? {} }
}

function isProblemDetails(body: unknown): body is Pick<ApiProblem, 'code' | 'detail'> & Partial<ApiProblem> {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('detail' in body)) return false
  return typeof body.detail === 'object' && body.detail !== null && 'id' in body.detail && 'en' in body.detail
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
