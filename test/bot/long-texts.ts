const heads = [
  '',
  'poll ',
  'poll 1906.01820 ',
  'poll “A title” ',
  'results ',
  'reading add ',
  'reading schedule ',
]

const pieces: Readonly<Record<string, string>> = {
  'nearly times': 'fri 17:0 ',
  'names of times': 'closes ',
  'times with names': 'by friday until ',
  'words that join': 'for ',
  fillers: 'and ',
  'opening quotes': '„a ',
  'single quotes': "'a ",
  colons: ': ',
  'options without a value': 'closes:',
  notes: 'note ',
  people: '@Ben ',
  'people and words': '@Ben x ',
  channels: '#papers ',
  'misspelt wishes': 'anonymos ',
  'wishes with many meanings': 'secret ',
  options: 'blind ',
  negations: 'not ',
  ids: '1906.01820 ',
  'ids without spaces': '1906.01820,',
  'addresses without spaces': 'arxiv.org/x,',
  'letters without spaces': 'a,',
  brackets: '(((a ',
  'full stops': '..a',
  spaces: '  ',
}

/** The worst texts that we could think of, each of that many characters. */
export const longTexts = (length: number): readonly { readonly name: string; readonly text: string }[] =>
  heads.flatMap((head) =>
    Object.entries(pieces).map(([name, piece]) => ({
      name: `${name} behind “${head.trim()}”`,
      text: head + piece.repeat(Math.ceil(length / piece.length)).slice(0, length),
    })),
  )
