/** A rule on who sees what of many polls, how the product is without it, and the test that fails then. */
export interface MemoryRule {
  readonly rule: string
  readonly file: string
  readonly from: string
  readonly to: string
  readonly test: string
  /** The beginning of a test's name. */
  readonly fails: string
}

const reader = 'src/poll/memory-reader.ts'
const pages = 'src/poll/place-pages.ts'
const [sight, shared] = ['test/memory/sight.test.ts', 'test/memory/answers.test.ts']
const [linked, hiddenChannel] = ['test/pages/place-pages-shown.test.ts', 'test/pages/hidden-channel.test.ts']

/** docs/memory.md, “Who sees what”. */
export const memoryRules: readonly MemoryRule[] = [
  {
    rule: 'an answer to a person is made from what they see',
    ...{ file: reader, from: 'async (place) => (await rankAt(place)) !== false', to: 'async () => true' },
    ...{ test: sight, fails: 'a channel that a member can’t see changes no answer' },
  },
  {
    rule: 'an answer for everyone is made from what every full member sees',
    ...{ file: reader, from: '(await isForAll(place)) === true', to: 'true' },
    ...{ test: sight, fails: 'a channel that a member can’t see is in nothing that somebody' },
  },
  {
    rule: 'where people from outside may be, an answer for everyone is of that conversation alone',
    ...{ file: reader, from: '!mayHaveOutsiders(caller.place) &&', to: '' },
    ...{ test: shared, fails: 'the atlas of nothing says how to begin; where guests' },
  },
  {
    rule: 'votes of a round that is open and blind are hidden',
    file: 'src/poll/memory-store.ts',
    from: 'if (round.hidden) return []',
    to: 'if (round.hidden) return [{ number: round.number, state: round.state, tally: currentRound(poll).tally }]',
    ...{ test: sight, fails: 'who sees what of many polls atlas, for a member' },
  },
  {
    rule: 'anonymous rounds are shown from the minimum on',
    file: 'src/poll/disclosed-round.ts',
    from: 'cast < shownFrom ? undefined : tally',
    to: 'tally',
    ...{ test: sight, fails: 'who sees what of many polls atlas, for a member' },
  },
  {
    rule: 'a search finds titles of what its reader sees',
    ...{
      file: 'src/poll/find-poll.ts',
      from: 'found.filter((_, i) => ranks[i] !== false)',
      to: 'found.filter(() => ranks)',
    },
    ...{ test: sight, fails: 'who sees what of many polls what completes a title' },
  },
  {
    rule: 'links are listed for those who may withdraw them',
    ...{
      file: 'src/poll/list-links.ts',
      from: '&& mayWithdrawLink({ person: caller.person, rank }, link)',
      to: '',
    },
    ...{ test: sight, fails: 'who sees what of many polls links, for a member' },
  },
  {
    rule: 'an import looks for its polls among those that its importer sees',
    ...{ file: 'src/poll/import-polls.ts', from: '(await rankAt(one)) === false ? undefined :', to: '' },
    ...{ test: sight, fails: 'an import doesn’t tell what is already' },
  },
  {
    rule: 'a page has nothing of threads that fewer people see',
    ...{ file: pages, from: 'return other.thread === undefined || isAsChannel(other)', to: 'return true' },
    ...{ test: hiddenChannel, fails: 'what lives where fewer people see it reaches no page' },
  },
  {
    rule: 'a page has of other channels those that every full member sees and may link',
    ...{ file: pages, from: '(await isForAll(other)) === true && mayBeLinked(other)', to: 'true' },
    ...{
      test: 'test/pages/unchanged.test.ts',
      fails: 'a page about many papers that has not changed is sent again in each process after a channel',
    },
  },
  {
    rule: 'a page has nothing of other channels where people from outside may be',
    ...{ file: pages, from: '&& !deps.mayHaveOutsiders(place)', to: '' },
    ...{ test: 'test/pages/group.test.ts', fails: 'the page of a group is about what those see' },
  },
  {
    rule: 'a page of counts shows no people and no words',
    ...{
      file: pages,
      from: 'isFull ? withoutHidden(whole, poll) : toCountsOnly(whole)',
      to: 'withoutHidden(whole, poll)',
    },
    ...{ test: linked, fails: 'a page about a channel’s papers names, counts the paper’s page' },
  },
  {
    rule: 'who hides on pages is on none',
    ...{ file: pages, from: 'isFull ? withoutHidden(whole, poll)', to: 'isFull ? whole' },
    ...{ test: 'test/pages/full-place-links.test.ts', fails: 'a full page leaves out voters who hide' },
  },
  {
    rule: 'a page of counts leads to no messages',
    ...{ file: 'src/bot/page-paths.ts', from: "link.kind === 'full' ? lines", to: 'link ? lines' },
    ...{ test: linked, fails: 'a page about a channel’s papers names, counts the channel’s page' },
  },
  {
    rule: 'a page of counts names a channel only while every full member sees it',
    ...{ file: pages, from: "isOpen === true || found.link.kind === 'full'", to: 'true' },
    ...{ test: linked, fails: 'a page about a channel’s papers names, counts the channel’s page' },
  },
  {
    rule: 'a link to what everyone saw ends once fewer do',
    ...{ file: pages, from: 'if (found.link.isForAll && isOpen === false) return undefined', to: '' },
    ...{ test: 'test/pages/group.test.ts', fails: 'the page of a group names the channel only while' },
  },
  {
    rule: 'from a page of counts titles lead to pages of counts',
    ...{ file: 'src/bot/page-paths.ts', from: "counts: ['counts']", to: "counts: ['counts', 'full']" },
    ...{ test: 'test/pages/group.test.ts', fails: 'the page of a group leads to pages of polls' },
  },
  {
    rule: 'a preview of an open poll has no counts',
    ...{
      file: 'src/views/poll/preview-words.ts',
      from: "poll.state === 'open' ?",
      to: 'poll === undefined ?',
    },
    ...{ test: 'test/pages/what-is-shown.test.ts', fails: 'a poll: blind a preview shows counts only' },
  },
  {
    rule: 'nobody is named who led a session on an anonymous poll',
    ...{ file: 'src/reading/held-session.ts', from: '|| !anonymous.has(poll)', to: '|| anonymous' },
    ...{
      test: 'test/pages/season-shown.test.ts',
      fails: 'the page of a season with a poll: anonymous, from',
    },
  },
]
