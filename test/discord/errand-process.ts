import { type Errand, run, startPort } from './port-alone.ts'

/** Says one thing, and ends. */
const order: Errand & { readonly api: string; readonly database: string } = JSON.parse(process.argv[2] ?? '')
const { port, stop } = await startPort(order, Date.now)
await run(port, order)
await stop()
