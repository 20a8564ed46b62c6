/** Words that ask, greet, hedge, compare or point, and say nothing about what is asked. */
const fillers = wordsIn(`
  full   a about above according actually again ah all alright also always am an and another any anybody anyone
  anyplace anyway anywhere apart apparently are argument as ask at author away back basically bc be becaus
  because been before being belong between bit blog both brief briefly bring bro but by came can category
  chat check clarify class clear come comment compare compared comparison confused contrast cool could count
  cover covered cruxgrid curious cuz d day dear define defined definition describe did diff differ
  difference different differentiate differently distinct distinction distinguish distinguished
  distinguishing do doe doing dont dr dude dumb dunno earlier eh eli5 else er essay etc even evening ever
  everybody everyone exactly example exist explain explained explaining explanation far feel few field find
  fit folk follow for forget forgot friend from fully fwiw get getting gimme give go gonna good great guess
  guy ha handy hang happen hate have hear heard hearing hello help her here hey hi him himself hiya hmm hold
  honestly how howdy huh i id idea idk if im in instead interested interesting into is it its just keep
  keeping kind kinda kindly know last later learn lemme let like line literally lol look lost lot love m
  many mate may maybe me mean meaning meant meeting mention mentioned mentioning might mind miss missed more
  morning much must my need new newb newbie ngo nice no nobody noob now of off often oh ok okay old on once
  one opinion opposed or other our out over paper people person pick please pls plus plz point possibly post
  practically probably put question quick quickly rather re reading really refer referring regarding relate
  related relation relationship remind richard right s said same saw say sec see seem separate session set
  she should show silly simple simply sit so some somebody someone something sorry sorta stand still stuff
  stupid subject suddenly summarize summary sup suppose supposed sure t talk talking tbh tell term than
  thank that the their them then there these they thi thing think this tho those though thx time tl tldr to
  today too try trying u uh um under understand understood unlike unpack up us used using ve versus very vs
  wa wait walk wanna want was watch way wdym we week well were what whats when where whether which while who
  whole whom why will with without wonder wondering worth would wow write written wrote ya yall ye yeah yes
  yesterday yet yo you your yup`)

/** What is asked for when nothing in particular is: "what can you explain?", "list all". */
const everythingWords = wordsIn('everything explain list overview term topic')
const listingWords = wordsIn('cover know show teach')

/** The words of a question that say what it is about: "hey what's mech interp?" → mech, interp. */
export const subjectOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !fillers.has(word))

/** Words for where something is: after others they say nothing about what is asked. */
const surroundings = wordsIn('axis case cell column context essay grid page place row section table taxonomy')

/** A subject, and what is left of it without words for where it is: safety, case, grid; safety, case; safety. */
export function coresOf(subject: readonly string[]): readonly (readonly string[])[] {
  const rest = subject.slice(0, -1)
  const isAround = rest.length > 0 && surroundings.has(subject.at(-1) ?? '')
  return isAround ? [subject, ...coresOf(rest)] : [subject]
}

/** A question, and what is left of it without fillers at its ends, the longest first. */
export function phrasesOf(words: readonly string[]): readonly (readonly string[])[] {
  const isSubject = (word: string) => !fillers.has(word)
  const [first, last] = [words.findIndex(isSubject), words.findLastIndex(isSubject)]
  if (first < 0) return [words]
  const phrases: (readonly string[])[] = []
  for (let start = 0; start <= first; start++)
    for (let end = words.length; end > last; end--) phrases.push(words.slice(start, end))
  return phrases.toSorted((a, b) => b.length - a.length)
}

const maxNameWords = 7

/** How much of what is asked about a run has to be: more than two of three words. */
const minShare = 0.67

/** Runs of words that are more than one word beside fillers and most of the subject, the longest first, then the earliest. */
export function runsIn(words: readonly string[]): readonly (readonly string[])[] {
  const min = Math.max(2, minShare * subjectOf(words).length)
  const lengths = Array.from({ length: maxNameWords - 1 }, (_, i) => maxNameWords - i)
  return lengths
    .flatMap((length) => words.slice(length - 1).map((_, start) => words.slice(start, start + length)))
    .filter((run) => subjectOf(run).length >= min)
}

/** Whether the list of everything is asked for. */
export function asksForAll(words: readonly string[]): boolean {
  const has = (those: ReadonlySet<string>) => words.some((word) => those.has(word))
  const isAbout = (word: string) => everythingWords.has(word) || listingWords.has(word) || word === 'all'
  const isRequested = has(everythingWords) || (words.includes('all') && has(listingWords))
  return isRequested && subjectOf(words).every(isAbout)
}

/** Two sides of a comparison, as words. */
export type Sides = readonly [readonly string[], readonly string[]]

/** What can stand between two things and means nothing but a comparison. */
const comparisonPattern =
  / (?:vs?|versus|against|unlike|(?:compared|relative) (?:to|with)|(?:different|differently|distinct|distinguished|differ|apart|separate) (?:from|than|to)|(?:as )?opposed to|rather than|instead of|same (?:thing )?as) /g
/** Words by which a sentence says that it compares the two that an "and" stands between. */
const comparisonWords = wordsIn(
  'compare comparison contrast diff differ difference different differentiate distinction distinguish same separate',
)
const joiningPattern = / (?:and|or|to|with|from) /g

/**
 * What a comparison could be between. `explicit` is one in any case, `signalled` by a word for it; what is `joined` may as
 * well be one thing with an "and" in its name.
 */
export function readComparison(words: readonly string[]) {
  const text = words.join(' ')
  const explicit = splitAt(text, comparisonPattern)
  if (explicit.length > 0) return { kind: 'explicit', sides: explicit } as const
  if (words.some((word) => comparisonWords.has(word)))
    return { kind: 'signalled', sides: splitAt(text, joiningPattern) } as const
  return { kind: 'joined', sides: splitAt(text, / (?:and|or) /g) } as const
}

/** Whoever compares more asks more than can be answered. */
const maxSides = 4

const splitAt = (text: string, between: RegExp): readonly Sides[] =>
  [...text.matchAll(between)]
    .slice(0, maxSides)
    .map(({ index, 0: { length } }) => [
      text.slice(0, index).split(' '),
      text.slice(index + length).split(' '),
    ])

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
