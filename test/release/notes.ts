/** What a release says: the lines under `## Unreleased` in CHANGELOG.md, and the changelog with them under its version. */
export interface Notes {
  readonly notes: string
  readonly changelog: string
}

const unreleased = '## Unreleased'

/** @param day ISO date. @returns `undefined` if the changelog has no line under its Unreleased head. */
export function readNotes(changelog: string, version: string, day: string): Notes | undefined {
  const lines = changelog.split('\n')
  const head = lines.indexOf(unreleased)
  if (head < 0) return undefined
  const next = lines.findIndex((line, index) => index > head && line.startsWith('## '))
  const notes = lines
    .slice(head + 1, next < 0 ? undefined : next)
    .join('\n')
    .trim()
  if (notes === '') return undefined
  return {
    notes,
    changelog: lines.toSpliced(head, 1, unreleased, '', `## ${version} · ${day}`).join('\n'),
  }
}

/** Whether a version has the form x.y.z and is later than another. */
export function isLater(version: string, than: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false
  return than.localeCompare(version, 'en', { numeric: true }) < 0
}
