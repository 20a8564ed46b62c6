import { type Finding, fault, fine } from '../../src/bot/finding.ts'

const maxApartMs = 30_000

/**
 * Compares the clock of this machine with another one.
 *
 * @param whose As in “Discord” or “the database”.
 * @param theirs What it shows, in ms since 1970; `undefined` if it wasn't said.
 * @param own In ms since 1970.
 */
export function compareClocks(whose: string, theirs: number | undefined, own: number): readonly Finding[] {
  if (theirs === undefined || Number.isNaN(theirs)) return []
  const seconds = Math.round((own - theirs) / 1000)
  const about = `Clock and ${whose}`
  if (Math.abs(own - theirs) <= maxApartMs) return [fine(about, 'They agree.')]
  return [
    fault({
      about,
      what: `This machine's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of ${whose}.`,
      why: 'Polls close and sessions start at the wrong time, and Slack’s signatures are refused.',
      fix: 'Switch time synchronisation on: sudo timedatectl set-ntp true.',
    }),
  ]
}
