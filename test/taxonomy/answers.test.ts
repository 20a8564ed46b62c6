import { describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/chat/plain-text.ts'
import { type Answerable, fromArgs, toArgs } from '../../src/taxonomy/answerable.ts'
import { topicOf, topics } from '../../src/taxonomy/taxonomy.ts'
import { passagesOf } from '../../src/taxonomy/topic.ts'
import { explanationOf } from '../../src/views/explain/explanation.ts'
import { about, compare, shortWords, taken, whether, wholeWords } from './answer-words.ts'
import { questions, someQuestions } from './explanations.ts'

const rlhf = 'cell.rlhf'
const control = 'cell.ai-control'

/** The answers that the design gives as examples, word by word. */
const examples: readonly (readonly [string, Answerable, string])[] = [
  [
    'AI control',
    about(control),
    `**AI control.** Arranging things so that AIs cannot cause a catastrophe even if they try to.
*Where it sits:* Behaviorist science × Worst-case (the essay).
*Ask yourself:* Would the paper's argument still stand without any claim about what goes on inside? Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Twice yes: it belongs here.`,
  ],
  [
    'sandbagging',
    about('unplaced.sandbagging'),
    `**Sandbagging.** Underperforming on purpose: a model, or its developer, hides an ability in a test of it.
*Where it sits:* the essay does not mention it. Shallow Review 2025: Behaviorist × Pessimistic-case. Our guess: AI control, if the model hides its ability on purpose; or Scalable oversight, if the question is whether tests bring out what a model can do.`,
  ],
  [
    'RLHF worst-case',
    whether(rlhf, 'level.worst-case'),
    `**No.** The essay puts RLHF at Engineering × Pessimistic-case.
*What would make it Worst-case:* If the training is built for, and tested against, determined attackers, it moves right to adversarial robustness.`,
  ],
  [
    'why is RLHF in the top left?',
    taken(rlhf, 'concept.capabilities-research'),
    `**RLHF isn't in the top left.** The essay puts it at Engineering × Pessimistic-case, in the top middle. Top left is Scaling.
Training models on human judgements of their outputs, so that they do what people ask.`,
  ],
  [
    'scalable oversight vs AI control',
    compare('cell.scalable-oversight', control),
    `**Scalable oversight or AI control?** Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Yes: AI control. No: Scalable oversight.
**Scalable oversight:** Ways for people, often helped by AIs, to judge work that they could not judge unaided. Behaviorist science × Pessimistic-case (the essay).
**AI control:** Arranging things so that AIs cannot cause a catastrophe even if they try to. Behaviorist science × Worst-case (the essay).`,
  ],
  [
    'history of RLHF',
    about(rlhf, 'papers'),
    `**Papers on RLHF**, oldest first: Deep Reinforcement Learning from Human Preferences (2017) · Training language models to follow instructions with human feedback (2022) · Training a Helpful and Harmless Assistant with Reinforcement Learning from Human Feedback (2022)
I know what it is and where it sits, and these papers. I don't know more of its history.`,
  ],
]

describe('the short part', () => {
  test.each(examples)('of %s', (_, asked, words) => {
    expect(shortWords(asked)).toBe(words)
  })

  test('has at most 600 characters, whatever is asked, and never a picture', () => {
    const lengths = questions.map((asked) => {
      const { lines } = explanationOf(asked)
      return { asked, length: lines.map(({ text }) => toPlainText(text)).join('\n').length }
    })
    expect(lengths.filter(({ length }) => length > 600 || length === 0)).toEqual([])
  })

  test('goes on to at most three topics, none of which it has explained', () => {
    for (const asked of someQuestions) {
      const { related, topics } = explanationOf(asked)
      expect(related.length).toBeLessThanOrEqual(3)
      if (asked.kind !== 'level-of') for (const topic of topics) expect(related).not.toContain(topic)
    }
    expect(explanationOf(whether(rlhf, 'level.worst-case')).related.map(({ name }) => name)).toEqual([
      'RLHF',
      'Worst-case',
      'Adversarial robustness',
    ])
  })

  test('never says that people argue for a cell, which we know of nobody', () => {
    for (const asked of someQuestions) expect(shortWords(asked)).not.toMatch(/people argue/i)
  })
})

describe('where it sits', () => {
  const where = (id: string): string | undefined =>
    /^\*Where it sits:\* (.*)$/m.exec(shortWords(about(id)))?.[1]

  test.each([
    ['a cell', rlhf, 'Engineering × Pessimistic-case (the essay).'],
    [
      'a level',
      'level.engineering',
      'first row of the grid (Approach). Examples in the essay: Scaling · RLHF · Adversarial robustness.',
    ],
    [
      'a column',
      'level.pessimistic-case',
      'middle column of the grid (Case focus). Examples in the essay: RLHF · Scalable oversight · Mechanistic interpretability.',
    ],
    [
      'an axis',
      'axis.approach',
      'the rows of the grid, Engineering · Behaviorist science · Cognitivist science.',
    ],
    [
      'a topic that the essay names',
      'unplaced.red-teaming',
      'the essay names it but gives it no cell. Shallow Review 2025: “Various Redteams”, Behaviorist × Average-case. Our guess: Adversarial robustness, if the failures found are used to harden the model; or Scalable oversight, if the point is to learn how models fail.',
    ],
    [
      'a topic that another team puts in one of two rows, by another of its names',
      'unplaced.sparse-autoencoders',
      'the essay does not mention it. Shallow Review 2025: Engineering or Cognitivist × Average-case. Our guess: Mechanistic interpretability, because features are pulled apart to see how a network computes; or Concept-based interpretability, if features are only matched to concepts that people have.',
    ],
    [
      'a topic that no other team places',
      'unplaced.gradient-hacking',
      'the essay does not mention it. Our guess: AI control, if it measures what models do to steer their training; or Agent foundations, if it is theory of when a mind would.',
    ],
    [
      'a topic with one guess',
      'unplaced.data-poisoning',
      'the essay does not mention it. Shallow Review 2025: “Data poisoning defense”, Engineering × Pessimistic-case. Our guess: Adversarial robustness, because somebody attacks the training.',
    ],
    ['a concept', 'concept.applications-research', undefined],
    ['a case', 'case.dual-effects', undefined],
    ['a contested point', 'contested.feasibility', undefined],
    ['how to do something', 'how-to.vote', undefined],
  ])('%s', (_, id, words) => {
    expect(where(id)).toBe(words)
  })

  test('the essay is said to give no cell only to what it names', () => {
    for (const topic of topics)
      if (topic.kind === 'unplaced')
        expect(where(topic.id)?.startsWith('the essay names it but gives it no cell.'), topic.id).toBe(
          topic.inEssay === 'named',
        )
  })
})

describe('ask yourself', () => {
  const asked = (id: string): string | undefined =>
    /^\*Ask yourself:\* (.*)$/m.exec(shortWords(about(id)))?.[1]

  test.each([
    [
      'level.worst-case',
      "Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose?",
    ],
    ['concept.applications-research', 'Would success here leave general systems much as they were?'],
    ['concept.grid', undefined],
    ['axis.case', undefined],
    ['unplaced.debate', undefined],
  ])('%s', (id, question) => {
    expect(asked(id)).toBe(question)
  })

  test('a cell asks the questions of its row and of its column', () => {
    for (const topic of topics)
      if (topic.kind === 'cell')
        expect(asked(topic.id), topic.id).toMatch(/^[^?]+\? [^?]+\? Twice yes: it belongs here\.$/)
  })
})

describe('whether it is', () => {
  test.each<readonly [string, Answerable, string]>([
    [
      'its own level',
      whether(rlhf, 'level.pessimistic-case'),
      `**Yes.** The essay puts RLHF at Engineering × Pessimistic-case.
*Why it is there:* It improves behaviour in response to failures seen in practice, but neither assumes an adversary nor aims at understanding.`,
    ],
    [
      'a level two steps away',
      whether('cell.scaling', 'level.worst-case'),
      `**No.** The essay puts Scaling at Engineering × Average-case.
Does one extreme case matter more to the paper than how things go on average? Yes: Worst-case. No: Average-case.`,
    ],
    [
      'in which column',
      whether(rlhf, 'axis.case'),
      `**Pessimistic-case.** The essay puts RLHF in that column, and in the row Engineering.
*Why it is there:* It improves behaviour in response to failures seen in practice, but neither assumes an adversary nor aims at understanding.`,
    ],
    [
      'in which row',
      whether(control, 'axis.approach'),
      `**Behaviorist science.** The essay puts AI control in that row, and in the column Worst-case.
*Why it is there:* The model itself is treated as the possible adversary. Safety is argued from what it can be seen and stopped doing, not from what it thinks.`,
    ],
    [
      'one of two levels',
      whether(control, 'level.pessimistic-case', 'level.worst-case'),
      `**Worst-case.** The essay puts AI control at Behaviorist science × Worst-case.
Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Yes: Worst-case. No: Pessimistic-case.`,
    ],
    [
      'neither of two levels',
      whether(rlhf, 'level.average-case', 'level.worst-case'),
      `**Neither:** the essay puts RLHF at Engineering × Pessimistic-case.
Does one extreme case matter more to the paper than how things go on average? Yes: Worst-case. No: Average-case.`,
    ],
    [
      'its own row and another column',
      whether(rlhf, 'level.engineering', 'level.worst-case'),
      `**Engineering.** The essay puts RLHF at Engineering × Pessimistic-case.
*What would make it Worst-case:* If the training is built for, and tested against, determined attackers, it moves right to adversarial robustness.`,
    ],
    [
      'both of its levels',
      whether(rlhf, 'level.engineering', 'level.pessimistic-case'),
      `**Yes.** The essay puts RLHF at Engineering × Pessimistic-case.
*Why it is there:* It improves behaviour in response to failures seen in practice, but neither assumes an adversary nor aims at understanding.`,
    ],
    [
      'another cell beside its own',
      whether(rlhf, 'cell.scaling'),
      `**No.** The essay puts RLHF at Engineering × Pessimistic-case.
*What would make it Average-case:* If it only raises general ability or preference scores, it moves left to scaling.`,
    ],
    [
      'a cell further away',
      whether(rlhf, 'cell.agent-foundations'),
      `**No.** The essay puts RLHF at Engineering × Pessimistic-case.
If it worked and nobody knew why, would the paper still have reached its aim? Yes: RLHF. No: Agent foundations.`,
    ],
    [
      'one of two cells, of a topic without a cell',
      whether('unplaced.cot-monitoring', control, 'cell.scalable-oversight'),
      `**Chain-of-thought monitoring.** *Where it sits:* the essay does not mention it. Shallow Review 2025: Engineering × Average-case. Our guess: AI control, if the model may hide its reasoning; or Scalable oversight, if the text is taken as honest.
Would one rare, hidden or deliberate failure be enough to defeat the paper's purpose? Yes: AI control. No: Scalable oversight.`,
    ],
    [
      'a cell at which another team puts it',
      whether('unplaced.sandbagging', 'cell.scalable-oversight'),
      `**Scalable oversight.** The Shallow Review 2025 puts Sandbagging exactly there, at Behaviorist × Pessimistic-case.
*Where it sits:* the essay does not mention it. Our guess: AI control, if the model hides its ability on purpose; or Scalable oversight, if the question is whether tests bring out what a model can do.`,
    ],
    [
      'a cell at which another team doesn’t put it',
      whether('unplaced.debate', 'cell.scalable-oversight'),
      `**Debate.** *Where it sits:* the essay does not mention it. Shallow Review 2025: Engineering or Cognitivist × Worst-case. Our guess: Scalable oversight, because it helps a judge decide what the judge could not decide alone.`,
    ],
    [
      'a level, of a topic without a cell',
      whether('unplaced.evals', 'level.behaviorist-science'),
      `**Evaluations.** *Where it sits:* the essay does not mention it. Shallow Review 2025: Behaviorist × Average-case; “AGI metrics”, Behaviorist × mixed cases. Our guess: Scalable oversight, if it measures failures that matter; or AI control, if the model may be gaming the test.
*Ask yourself:* Would the paper's argument still stand without any claim about what goes on inside? Yes: Behaviorist science.`,
    ],
    [
      'in which column, of a topic without a cell',
      whether('unplaced.data-poisoning', 'axis.case'),
      `**Data poisoning.** *Where it sits:* the essay does not mention it. Shallow Review 2025: “Data poisoning defense”, Engineering × Pessimistic-case. Our guess: Adversarial robustness, because somebody attacks the training.
*Ask yourself:* How bad a case is this paper about?`,
    ],
    [
      'alignment research, of a topic without a cell',
      whether('unplaced.data-poisoning', 'concept.alignment-research'),
      `**Data poisoning.** *Where it sits:* the essay does not mention it. Shallow Review 2025: “Data poisoning defense”, Engineering × Pessimistic-case. Our guess: Adversarial robustness, because somebody attacks the training.
**Alignment research.** Research close to the bottom-right corner of the grid: worst-case in focus and cognitivist in approach. (the essay)
A commenter would go by the goal of the research instead. (the discussion under the essay)`,
    ],
    [
      'applications research, of a cell',
      whether(rlhf, 'concept.applications-research'),
      `**No**, for the essay's example: it has a cell. The essay puts RLHF at Engineering × Pessimistic-case.`,
    ],
    [
      'applications research, of a topic without a cell',
      whether('unplaced.data-poisoning', 'concept.applications-research'),
      `**Data poisoning.** *Where it sits:* the essay does not mention it. Shallow Review 2025: “Data poisoning defense”, Engineering × Pessimistic-case. Our guess: Adversarial robustness, because somebody attacks the training.
*Ask yourself:* Would success here leave general systems much as they were? Yes: Applications research.`,
    ],
    [
      'a topic off the grid',
      whether('cell.mechanistic-interpretability', 'concept.interpretability'),
      `**Mechanistic interpretability vs Interpretability**
**Mechanistic interpretability:** ${topicOf('cell.mechanistic-interpretability').definition[0].text} Cognitivist science × Pessimistic-case (the essay).
**Interpretability:** The umbrella term for explaining what models compute and why.`,
    ],
  ])('%s', (_, asked, words) => {
    expect(shortWords(asked)).toBe(words)
  })

  const commenter =
    'A commenter would go by the goal of the research instead. (the discussion under the essay)'
  const reading = 'It sets no cut-off between the corners; the steps are our reading.'

  test.each([
    ['cell.agent-foundations', '**Yes:** it is the alignment corner.', '**No:** it is the opposite corner.'],
    [control, '**Mostly:** one step from the alignment corner.', '**No:** it is near the other end.'],
    [
      'cell.mechanistic-interpretability',
      '**Mostly:** one step from the alignment corner.',
      '**No:** it is near the other end.',
    ],
    [
      'cell.adversarial-robustness',
      '**In between,** as far from one corner as from the other.',
      '**In between,** as far from one corner as from the other.',
    ],
    [
      'cell.scalable-oversight',
      '**In between,** as far from one corner as from the other.',
      '**In between,** as far from one corner as from the other.',
    ],
    [
      'cell.concept-based-interpretability',
      '**In between,** as far from one corner as from the other.',
      '**In between,** as far from one corner as from the other.',
    ],
    [rlhf, '**No:** it is near the capabilities end.', '**Mostly:** one step from the capabilities corner.'],
    [
      'cell.optimization-science',
      '**No:** it is near the capabilities end.',
      '**Mostly:** one step from the capabilities corner.',
    ],
    ['cell.scaling', '**No:** it is the opposite corner.', '**Yes:** it is the capabilities corner.'],
  ])('%s is alignment or capabilities research', (id, alignment, capabilities) => {
    for (const [corner, answer] of [
      ['alignment-research', alignment],
      ['capabilities-research', capabilities],
    ]) {
      const [first, second, ...rest] = shortWords(whether(id, `concept.${corner}`)).split('\n')
      expect(first).toBe(answer)
      expect(second).toMatch(/^The essay puts /)
      expect(second?.endsWith(reading)).toBe(true)
      expect(rest).toEqual([commenter])
    }
  })
})

describe('a place that is taken for granted', () => {
  test.each<readonly [string, Answerable, string]>([
    [
      'one step away',
      taken(rlhf, 'level.worst-case'),
      `**RLHF isn't Worst-case in the essay:** it is Engineering × Pessimistic-case.
*What would make it Worst-case:* If the training is built for, and tested against, determined attackers, it moves right to adversarial robustness.
Training models on human judgements of their outputs, so that they do what people ask.`,
    ],
    [
      'two steps away',
      taken('cell.scaling', 'level.worst-case'),
      `**Scaling isn't Worst-case in the essay:** it is Engineering × Average-case.
Making models more capable across the board by training larger ones on more data with more compute.`,
    ],
    [
      'the other corner',
      taken('cell.scaling', 'concept.alignment-research'),
      `**Scaling isn't in the bottom right, the alignment corner.** The essay puts it at Engineering × Average-case, in the top left. Bottom right is Agent foundations.
Making models more capable across the board by training larger ones on more data with more compute.`,
    ],
    [
      'of a topic that the essay doesn’t mention',
      taken('unplaced.debate', 'level.worst-case'),
      `**The essay doesn't place Debate:** it does not mention it.
*Where it sits:* Shallow Review 2025: Engineering or Cognitivist × Worst-case. Our guess: Scalable oversight, because it helps a judge decide what the judge could not decide alone.`,
    ],
    [
      'of a topic that the essay names',
      taken('unplaced.red-teaming', 'cell.adversarial-robustness'),
      `**The essay doesn't place Red-teaming:** it names it but gives it no cell.
*Where it sits:* Shallow Review 2025: “Various Redteams”, Behaviorist × Average-case. Our guess: Adversarial robustness, if the failures found are used to harden the model; or Scalable oversight, if the point is to learn how models fail.`,
    ],
  ])('%s', (_, asked, words) => {
    expect(shortWords(asked)).toBe(words)
  })
})

describe('two compared', () => {
  const head = (one: string, other: string): string => shortWords(compare(one, other)).split('\n')[0] ?? ''

  test.each([
    [
      'cells further apart on one axis: its question',
      'cell.scaling',
      control,
      '**Scaling or AI control?** Does one extreme case matter more to the paper than how things go on average? Yes: AI control. No: Scaling.',
    ],
    [
      'cells as far apart on both axes: both questions',
      rlhf,
      'cell.optimization-science',
      '**RLHF or Optimization science?** If it worked and nobody knew why, would the paper still have reached its aim? Yes: RLHF. No: Optimization science. Would the paper be content if things went well on average, whatever failures remain? Yes: Optimization science. No: RLHF.',
    ],
    [
      'levels of one axis: their question',
      'level.behaviorist-science',
      'level.cognitivist-science',
      "**Behaviorist science or Cognitivist science?** Would the paper's argument still stand without any claim about what goes on inside? Yes: Behaviorist science. No: Cognitivist science.",
    ],
    [
      'a level and a cell: the question of that axis',
      'level.engineering',
      'cell.agent-foundations',
      '**Engineering or Agent foundations?** If it worked and nobody knew why, would the paper still have reached its aim? Yes: Engineering. No: Agent foundations.',
    ],
    [
      'applications research and something on the grid',
      rlhf,
      'concept.applications-research',
      '**RLHF or Applications research?** Would success here leave general systems much as they were? Yes: Applications research. No: RLHF.',
    ],
    [
      'topics without a cell: no question',
      'unplaced.elk',
      'unplaced.red-teaming',
      '**Eliciting latent knowledge vs Red-teaming**',
    ],
    [
      'levels of two axes: no question',
      'level.worst-case',
      'level.engineering',
      '**Worst-case vs Engineering**',
    ],
    ['a level and a cell in it: no question', 'level.engineering', rlhf, '**Engineering vs RLHF**'],
    ['both axes: no question', 'axis.approach', 'axis.case', '**Approach vs Case focus**'],
  ])('%s', (_, one, other, words) => {
    expect(head(one, other)).toBe(words)
  })

  test('stand beside each other, with what each is and where it sits', () => {
    expect(shortWords(compare('unplaced.elk', 'unplaced.red-teaming'))).toBe(
      `**Eliciting latent knowledge vs Red-teaming**
**Eliciting latent knowledge:** Getting a model to report what it knows, above all where nobody can check the answer. The essay names it but gives it no cell. Shallow Review 2025: Cognitivist × Worst-case. Our guess: Mechanistic interpretability or Agent foundations.
**Red-teaming:** Searching for failures by attacking a model, by hand or with another model. The essay names it but gives it no cell. Shallow Review 2025: “Various Redteams”, Behaviorist × Average-case. Our guess: Adversarial robustness or Scalable oversight.`,
    )
  })
})

describe('what is asked about a topic', () => {
  test('papers where there are none', () => {
    expect(shortWords(about('concept.grid', 'papers'))).toBe(
      'I know of no papers on **The grid**. Press More for what I know of it.',
    )
  })

  test('papers of a topic without a place', () => {
    expect(shortWords(about('concept.gradual-disempowerment', 'papers'))).toMatch(
      /^\*\*Papers on Gradual disempowerment\*\*, oldest first: .* \(2025\)\nI know what it is, and these papers\./,
    )
  })

  test('disputes: contested points with who holds them, effects on capabilities, near misses, and other teams', () => {
    expect(shortWords(about('cell.mechanistic-interpretability', 'disputed'))).toBe(
      `**Mechanistic interpretability.** *What people disagree about:* How relevant is interpretability? (probably Richard Ngo and a commenter)
*Alignment work that may advance capabilities:* Interpretability lets us inspect AI cognition, and also draws out more capable behaviour, for instance by activation steering. (the essay)
*Easily confused with it:* Features found and then used only to steer: the result is a better-behaved model, so engineering. · A method that only checks for concepts chosen beforehand: concept-based interpretability.`,
    )
    expect(shortWords(about(rlhf, 'disputed'))).toContain(
      '*Shallow Review 2025:* “Iterative alignment at post-train-time”, Engineering × Average-case. The essay puts it at Engineering × Pessimistic-case.',
    )
  })

  test('disputes: no near miss that speaks for no other cell, and no team that agrees with the essay', () => {
    expect(shortWords(about('cell.agent-foundations', 'disputed'))).toBe(
      `**Agent foundations.** *Alignment work that may advance capabilities:* Agent foundations: MIRI thought it might advance capabilities and was secretive about it for that reason. (the essay)
*Easily confused with it:* A theorem about today's learning algorithms with no claim about agency: usually optimization science.`,
    )
  })

  test('no dispute', () => {
    expect(shortWords(about('unplaced.debate', 'disputed'))).toBe(
      '**Debate.** I know of no dispute about where it goes. Press a button below to see what would move it.',
    )
  })
})

describe('the whole answer', () => {
  test.each([
    [
      'a cell',
      about('cell.scalable-oversight'),
      [
        'Scalable oversight. Ways for people',
        'Scalable oversight: Behaviorist science × Pessimistic-case on the 3×3 grid. Example: Scalable oversight.',
        'Why it is there: ',
        'What would make it Engineering: ',
        'What would make it Cognitivist science: ',
        'What would make it Average-case: ',
        'What would make it Worst-case: ',
        'Easily confused with it: A critic trained only',
        '(the Shallow Review 2025)',
        'Papers: ',
        'Alignment work that may advance capabilities: Scalable oversight can catch',
        'Shallow Review 2025: “Supervising AIs improving AIs”, Behaviorist × Pessimistic-case.',
      ],
    ],
    [
      'a level',
      about('level.engineering'),
      [
        'Engineering: one row of the 3×3 grid.',
        'How to tell: the result is a better number',
        'Engineering or Behaviorist science: Engineering makes something work; behaviorist science explains what models do.',
        'Easily confused: Careful experiments',
      ],
    ],
    [
      'an axis',
      about('axis.case'),
      [
        'Case focus: the columns of the 3×3 grid (Average-case, Pessimistic-case, Worst-case).',
        'Question: How bad a case is this paper about?',
        'Average-case or Worst-case: Average-case looks at how things typically go; worst-case at the worst that could happen. Does one extreme case matter',
      ],
    ],
    [
      'a contested point',
      about('contested.judging-people'),
      ['Who says so: probably Richard Ngo and two commenters'],
    ],
    [
      'two compared',
      compare(rlhf, 'cell.adversarial-robustness'),
      [
        'RLHF: Engineering × Pessimistic-case on the 3×3 grid.',
        'What would make it Worst-case: If the training',
        'What would make it Pessimistic-case: ',
        'Easily confused with it: Preference tuning',
      ],
    ],
  ])('of %s', (_, asked, said) => {
    const words = wholeWords(asked)
    for (const one of said) expect.soft(words).toContain(one)
  })

  test('begins with the short part, and ends with the sources', () => {
    for (const asked of someQuestions) {
      const lines = wholeWords(asked).split('\n')
      expect(lines[0]).toBe(shortWords(asked).split('\n')[0]?.replaceAll('*', ''))
      const sources = lines.findLast((line) => !line.startsWith('['))
      expect(sources).toMatch(
        /^Sources: “Defining alignment research” by Richard Ngo.*\. Text without a source is our own explanation\.$/,
      )
    }
  })

  test('prints no fact twice', () => {
    for (const asked of someQuestions) {
      const { topics } = explanationOf(asked)
      const words = wholeWords(asked)
      const texts = topics.flatMap((topic) => [
        ...passagesOf(topic).map(({ text }) => text),
        ...('askYourself' in topic && topic.askYourself !== undefined && asked.kind !== 'level-of'
          ? [topic.askYourself]
          : []),
      ])
      for (const text of new Set(texts))
        expect.soft(words.split(text).length, `${JSON.stringify(asked)}: ${text}`).toBeLessThanOrEqual(2)
      expect.soft(words.match(/^Where it sits: /gm)?.length ?? 0).toBeLessThanOrEqual(topics.length)
    }
  })

  test('has every passage of its topic, marked once in its paragraph', () => {
    const words = wholeWords(about(control))
    for (const { text } of topicOf(control).definition) expect.soft(words).toContain(text)
    expect(words.match(/\(the essay\)/g)).toHaveLength(2)
    expect(wholeWords(about(rlhf))).toContain(
      'The central example of pessimistic-case engineering. Also a case of alignment work that raises capabilities: it makes language models more obedient, and better at carrying out tasks coherently. (the essay)\n',
    )
  })
})

test('what was asked is the same again when a control is pressed', () => {
  for (const asked of questions) expect(fromArgs(toArgs(asked))).toEqual(asked)
  expect(fromArgs({ topic: 'cell.alchemy' })).toBeUndefined()
  expect(fromArgs({ topic: rlhf, asked: 'level.engineering level.alchemy' })).toBeUndefined()
})
