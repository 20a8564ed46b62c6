/** The kinds of polls in the table of what a link shows. */
export type ShownPoll = 'names' | 'anonymous, from the minimum on' | 'anonymous, below the minimum' | 'blind'

export type Shown = 'yes' | 'no'

/** What a page shows of a kind of poll by a kind of link: what it must show, and what it must not. */
export interface ShownByLink {
  readonly poll: ShownPoll
  readonly link: 'counts' | 'full'
  readonly counts: Shown
  readonly names: Shown
  readonly reasons: Shown
}

/** docs/architecture.md 7, “Pages by link”. */
export const shownByLink: readonly ShownByLink[] = [
  { poll: 'names', link: 'counts', counts: 'yes', names: 'no', reasons: 'no' },
  { poll: 'names', link: 'full', counts: 'yes', names: 'yes', reasons: 'yes' },
  { poll: 'anonymous, from the minimum on', link: 'counts', counts: 'yes', names: 'no', reasons: 'no' },
  { poll: 'anonymous, from the minimum on', link: 'full', counts: 'yes', names: 'no', reasons: 'yes' },
  { poll: 'anonymous, below the minimum', link: 'counts', counts: 'no', names: 'no', reasons: 'no' },
  { poll: 'anonymous, below the minimum', link: 'full', counts: 'no', names: 'no', reasons: 'no' },
  { poll: 'blind', link: 'counts', counts: 'no', names: 'no', reasons: 'no' },
  { poll: 'blind', link: 'full', counts: 'no', names: 'no', reasons: 'no' },
]
