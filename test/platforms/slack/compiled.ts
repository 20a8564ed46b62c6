import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Request } from './pacing.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** What Slack's own types say of the arguments of a method. */
const types: Readonly<Record<string, string>> = {
  'chat.postMessage': 'webApi.ChatPostMessageArguments',
  'chat.postEphemeral': 'webApi.ChatPostEphemeralArguments',
  'chat.update': 'webApi.ChatUpdateArguments',
  'views.open': 'webApi.ViewsOpenArguments',
  'views.push': 'webApi.ViewsPushArguments',
  'views.update': 'webApi.ViewsUpdateArguments',
  'views.publish': 'webApi.ViewsPublishArguments',
}

const config = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024'],
    module: 'NodeNext',
    types: ['node'],
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  },
  files: ['recorded.mts'],
}

/** The blocks of a request in the types that know every block; the methods’ own types take anything with a type. */
function* statementsOf({ method, args }: Pick<Request, 'method' | 'args'>): Iterable<string> {
  const type = types[method]
  if (type !== undefined) yield `;(${JSON.stringify(args)}) satisfies ${type}`
  const view = args.view
  if (typeof view === 'object' && view !== null) {
    yield `;(${JSON.stringify(view)}) satisfies types.View`
    if ('blocks' in view) yield `;(${JSON.stringify(view.blocks)}) satisfies types.KnownBlock[]`
  }
  if ((type !== undefined || method === 'response') && args.blocks !== undefined)
    yield `;(${JSON.stringify(args.blocks)}) satisfies types.KnownBlock[]`
}

/**
 * Compiles what was sent against the types that Slack publishes.
 *
 * @returns What the compiler says; nothing where all fits.
 */
export async function compileFaults(
  requests: readonly Pick<Request, 'method' | 'args'>[],
): Promise<readonly string[]> {
  const statements = new Set(requests.flatMap((request) => [...statementsOf(request)]))
  const cache = join(root, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'recorded-'))
  try {
    const source = ["import type { types, webApi } from '@slack/bolt'", ...statements].join('\n')
    await writeFile(join(folder, 'recorded.mts'), `${source}\n`)
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
    return await diagnosticsOf(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const diagnosticsOf = (folder: string) =>
  new Promise<readonly string[]>((resolve, reject) => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const options = ['-p', folder, '--pretty', 'false']
    execFile(process.execPath, [compiler, ...options], { maxBuffer: 1 << 26 }, (fault, said) => {
      if (fault === null) return resolve([])
      if (said === '') return reject(fault)
      resolve(said.split('\n').filter((line) => /error TS\d+/.test(line)))
    })
  })
