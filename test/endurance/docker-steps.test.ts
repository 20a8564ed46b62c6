import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createSecret } from '../../adapters/web/secret.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
/** Whom a container's user is, where there is no such user: nobody. */
const nobody = 65_534

interface Instruction {
  readonly name: string
  readonly value: string
}

/** The instructions of a Dockerfile, stage by stage. */
function stagesOf(text: string): readonly (readonly Instruction[])[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '')
  const stages: Instruction[][] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^(\w+) (.*)$/.exec(line) ?? []
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, value })
  }
  return stages
}

/** The paths below the root that the build may copy: `.dockerignore` lets in those it names with a “!”. */
const allowed = async (): Promise<readonly string[]> =>
  (await readFile(join(root, '.dockerignore'), 'utf8'))
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).toSorted()

test('the steps of the Dockerfile make an image that runs as nobody, writes to /data alone and tells its health', async () => {
  await using directory = await temporaryDirectory()
  const data = join(directory.path, 'data')
  await chmod(directory.path, 0o755)
  const stages = stagesOf(await readFile(join(root, 'Dockerfile'), 'utf8'))
  const context = await allowed()
  const named = new Map<string, string>()
  const env: Record<string, string> = { PATH: `${join(process.execPath, '..')}:${process.env.PATH}` }
  let [app, command, health]: [string, readonly string[], readonly string[]] = ['', [], []]
  for (const [at, stage] of stages.entries()) {
    app = join(directory.path, `stage-${at}`)
    await mkdir(app)
    for (const { name, value } of stage)
      if (name === 'FROM') {
        expect(value).toMatch(/^node:24-/)
        named.set(/ AS (\w+)$/.exec(value)?.[1] ?? '', app)
      } else if (name === 'ENV')
        for (const [, variable = '', content = ''] of value.matchAll(/(\w+)=(\S+)/g))
          env[variable] = content.replace('/data', data)
      else if (name === 'COPY') await copy(value, app, named, context)
      else if (name === 'RUN') {
        const steps = value
          .replaceAll(/ \/(?=data|backups)/g, ` ${directory.path}/`)
          .replaceAll('node:node', `${nobody}:${nobody}`)
        await run('sh', ['-c', steps], { cwd: app, env: { ...process.env, ...env } })
      } else if (name === 'CMD') command = JSON.parse(value)
      else if (name === 'HEALTHCHECK') health = JSON.parse(value.slice(value.indexOf('CMD ') + 4))
      else expect(['WORKDIR', 'VOLUME', 'USER', 'EXPOSE']).toContain(name)
  }
  expect(stages.at(-1)?.find(({ name }) => name === 'USER')?.value).toBe('node')
  expect((await stat(data)).uid).toBe(nobody)

  const before = await filesIn(app)
  expect(before).not.toContain('test')
  expect(before.filter((path) => /node_modules\/(?:vitest|typescript|node-linux-\w+)$/.test(path))).toEqual(
    [],
  )
  const [program = '', ...args] = command
  const bot = spawn(program, args, {
    ...{ cwd: app, uid: nobody, gid: nobody, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...env, PORT: '3947', HOST: '127.0.0.1', WEB_SECRET: createSecret() },
  })
  const output: string[] = []
  for (const stream of [bot.stdout, bot.stderr]) stream?.on('data', (piece) => output.push(String(piece)))
  const isHealthy = () => {
    const [program = '', ...args] = health
    return run(program, args, { env: { ...env, PORT: '3947' } }).then(
      () => true,
      () => false,
    )
  }
  const gone = once(bot, 'exit')
  await until(async () => {
    expect(bot.exitCode, output.join('')).toBeNull()
    return isHealthy()
  })
  expect(await filesIn(app)).toEqual(before)
  expect(await readdir(data)).toContain('cruxgrid.db')
  bot.kill('SIGTERM')
  expect(await gone).toEqual([0, null])
  expect(await isHealthy()).toBe(false)
})

async function copy(
  value: string,
  app: string,
  stages: ReadonlyMap<string, string>,
  context: readonly string[],
): Promise<void> {
  const from = /^--from=(\w+) /.exec(value)?.[1]
  const paths = value.replace(/^--\S+ /, '').split(' ')
  const target = paths.pop() ?? ''
  for (const path of paths) {
    const isFile = target === './'
    if (from === undefined) expect(context).toContain(path.split('/')[0])
    const source = from === undefined ? join(root, path) : path.replace(/^\/app/, stages.get(from) ?? '')
    await cp(source, join(app, isFile ? path : target), { recursive: true, verbatimSymlinks: true })
  }
}
