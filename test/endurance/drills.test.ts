import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { directoryOnDisk } from '../store/temporary-directory.ts'

const root = join(import.meta.dirname, '../..')
/** A database of an older layout; its provenance is beside it. */
const olderDatabase = join(root, 'test/store/records/before-the-move.db')
const left: ReadonlySet<string> = new Set(['node_modules', '.git', 'data', 'gallery', '.env'])

/** What stands in for the machine's own programs: what is installed already, and systemd. */
const programs = {
  npm: '#!/bin/sh\n[ "$1" = ci ] && exit 0\nPATH="$REAL_PATH" exec npm "$@"\n',
  sudo: '#!/bin/sh\nexec "$@"\n',
  systemctl: `#!/bin/sh
if [ -f "$RUN/pid" ]; then
  kill "$(cat "$RUN/pid")"
  until [ -f "$RUN/ended" ]; do sleep 0.1; done
fi
[ "$1" = stop ] && exit 0
rm -f "$RUN/ended" "$RUN/log"
cd "$APP" || exit 1
(PATH="$REAL_PATH" node adapters/start.ts > "$RUN/log" 2>&1 & echo $! > "$RUN/pid"; wait; touch "$RUN/ended") > /dev/null 2>&1 &
until grep -q '"address"' "$RUN/log" 2> /dev/null || [ -f "$RUN/ended" ]; do sleep 0.1; done
`,
}

/** The commands of a section of docs/operating.md. */
async function commandsOf(section: number): Promise<string> {
  const text = await readFile(join(root, 'docs/operating.md'), 'utf8')
  const own = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${section}. `)) ?? ''
  const [, commands] = /^```sh\n(.*?)^```$/ms.exec(own) ?? []
  if (commands === undefined) throw new Error(`Section ${section} has no commands`)
  return commands
}

/** An installation from a repository with two versions, of which the older one runs. */
async function install(folder: string) {
  const [origin, app, run, bin, backups] = ['origin', 'app', 'run', 'bin', 'backups'].map((name) =>
    join(folder, name),
  )
  if (!origin || !app || !run || !bin || !backups) throw new Error('A folder has no name')
  const realPath = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`
  const env = {
    ...{ PATH: `${bin}:${realPath}`, REAL_PATH: realPath, HOME: folder, RUN: run, APP: app },
    ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' },
    ...{
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.org',
      npm_config_update_notifier: 'false',
    },
  }
  const sh = (commands: string, cwd = app) => {
    const { stdout, stderr } = spawnSync('sh', ['-c', commands], { cwd, env, encoding: 'utf8' })
    return stdout + stderr
  }
  for (const name of [run, bin, backups]) await mkdir(name)
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), script)
    await chmod(join(bin, name), 0o755)
  }
  await cp(root, origin, { recursive: true, filter: (path) => !left.has(path.slice(root.length + 1)) })
  const manifest = JSON.parse(await readFile(join(origin, 'package.json'), 'utf8'))
  for (const version of ['0.1.0', '0.2.0']) {
    await writeFile(join(origin, 'package.json'), JSON.stringify({ ...manifest, version }, null, 2))
    sh(`git init -q 2> /dev/null; git add -A && git commit -qm ${version} && git tag v${version}`, origin)
  }
  sh(`git clone -q "${origin}" app && cd app && git checkout -q v0.1.0`, folder)
  await symlink(join(root, 'node_modules'), join(app, 'node_modules'))
  await mkdir(join(app, 'data'))
  await cp(olderDatabase, join(app, 'data/cruxgrid.db'))
  await writeFile(join(app, '.env'), 'PORT=0\nPAPERS_OFFLINE=true\nLOG_PRETTY=false\n', { mode: 0o600 })
  sh('systemctl start cruxgrid')
  return {
    backups,
    /** What commands print. Paths and versions of the document are those of this installation. */
    run: (commands: string): string =>
      sh(commands.replaceAll('/var/backups/cruxgrid', backups).replaceAll('v<version>', 'v0.2.0')),
    async health(): Promise<string> {
      const address = /"address":"([^"]+)"/.exec(await readFile(join(run, 'log'), 'utf8'))?.[1]
      return (await fetch(`${address}/healthz`)).text()
    },
    stop: () => sh('systemctl stop cruxgrid'),
  }
}

describe('the drills of docs/operating.md, as they are written there', () => {
  let installation: Awaited<ReturnType<typeof install>>
  beforeAll(async () => {
    const directory = await directoryOnDisk()
    installation = await install(directory.path)
    return async () => {
      installation.stop()
      await directory[Symbol.asyncDispose]()
    }
  })

  test('the upgrade: a backup, the new version, and no fault', async () => {
    expect(await installation.health()).toBe('ok 0.1.0')
    const said = installation.run(await commandsOf(6))
    expect(await installation.health(), said).toBe('ok 0.2.0')
    const faults = said.split('\n').filter((line) => line.startsWith('fault'))
    // The disk of a machine may be full.
    expect(faults.filter((line) => !line.includes('Free disk'))).toEqual([])
  })

  test('the restore beside the running bot: every tally is right', async () => {
    const commands = (await commandsOf(5)).replaceAll(/\d{4}-\d\d-\d\d(?=\.jsonl)/g, 'before-upgrade')
    const said = installation.run(commands)
    expect(said).toMatch(/Recounted \d+ polls?\. Every tally matches its votes\./)
    expect(installation.run('ls')).not.toContain('drill')
    expect(await installation.health()).toBe('ok 0.2.0')
  })
})
