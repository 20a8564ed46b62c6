import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import { readBackup } from '../../../src/store/moving/read-backup.ts'
import { toFaults } from './settings.ts'

const about = 'Backups'
const dayMs = 86_400_000
const oldDays = 3
/** Data that people delete stays in backups, for as long as docs/privacy.md promises at most. */
const keptDays = 30

/** Whether there is a new, whole backup, and none for too long. @param now In ms since 1970. */
export async function checkBackups(folder: string | undefined, now: number): Promise<readonly Finding[]> {
  if (folder === undefined)
    return [
      note({
        about,
        what: 'I don’t know where they are.',
        why: 'Without one, a broken disk takes every poll.',
        fix: 'Run npm run backup -- <folder>/<date>.jsonl.zst every day, and set BACKUP_FOLDER=<folder>.',
      }),
    ]
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names
      .filter((name) => /\.jsonl(?:\.zst|\.gz)?$/.test(name))
      .map(async (name) => {
        const { mtimeMs, mode } = await stat(join(folder, name))
        return { path: join(folder, name), days: (now - mtimeMs) / dayMs, mode }
      }),
  )
  const [newest] = files.toSorted((a, b) => a.days - b.days)
  const findings = [
    ...checkAge(newest?.days, folder),
    ...(newest === undefined ? [] : await checkWhole(newest.path)),
    ...files.filter(({ days }) => days > keptDays).map(({ path }) => tooOld(path)),
    ...files
      .filter(({ mode }) => process.platform !== 'win32' && (mode & 0o077) !== 0)
      .map(({ path }) => open(path)),
    ...names.filter((name) => name.endsWith('.keys')).map((name) => keysBeside(join(folder, name))),
  ]
  return findings.length > 0 ? findings : [fine(about, 'The newest is whole, and less than 3 days old.')]
}

function checkAge(days: number | undefined, folder: string): readonly Finding[] {
  if (days !== undefined && days <= oldDays) return []
  return [
    fault({
      about,
      what:
        days === undefined
          ? `There is none in ${folder}.`
          : `The newest in ${folder} is ${Math.floor(days)} days old.`,
      why: 'What happened since is lost with the disk.',
      fix: 'Run npm run backup -- <folder>/<date>.jsonl.zst every day; docs/operating.md, section 5, has a timer for it.',
    }),
  ]
}

async function checkWhole(path: string): Promise<readonly Finding[]> {
  try {
    await readBackup(path, async () => {})
    return []
  } catch (problem) {
    return toFaults(about, problem).map((one) =>
      one.kind === 'fine'
        ? one
        : { ...one, why: 'It can’t be restored.', fix: 'Make another one, and delete it.' },
    )
  }
}

const tooOld = (path: string): Finding =>
  fault({
    about,
    what: `${path} is more than ${keptDays} days old.`,
    why: 'What people have deleted since is still in it.',
    fix: 'Delete it.',
  })

const open = (path: string): Finding =>
  fault({
    about,
    what: `Other users of this machine can read ${path}.`,
    why: 'It holds names, votes and tokens.',
    fix: `chmod 600 ${path}`,
  })

const keysBeside = (path: string): Finding =>
  fault({
    about,
    what: `${path} is beside the backups.`,
    why: 'Together they show who voted what in anonymous polls.',
    fix: 'Keep key files apart from backups.',
  })
