/** A request of fetch, or of a library that has types of its own for the same. */
interface Sent {
  readonly body?: unknown
  readonly headers?: unknown
}

/**
 * A request whose body is bytes if it was a form. Node reads the parts of a form while it sends them, and if the request is
 * broken off meanwhile, there is a fault that nothing can catch: it would end the process.
 */
export async function withWholeBody<Request extends Sent>(request: Request): Promise<Request> {
  if (!(request.body instanceof FormData)) return request
  const whole = new Response(request.body)
  const headers = new Headers(request.headers as ConstructorParameters<typeof Headers>[0])
  headers.set('content-type', whole.headers.get('content-type') ?? '')
  return { ...request, headers: Object.fromEntries(headers), body: new Uint8Array(await whole.arrayBuffer()) }
}
