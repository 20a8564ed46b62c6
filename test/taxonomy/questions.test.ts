import { describe, expect, test } from 'vitest'
import { type FoundTopic, findTopic } from '../../src/taxonomy/find-topic.ts'

/** What was found in one line: "level-of cell.rlhf level.engineering". */
function lineOf(found: FoundTopic): string {
  switch (found.kind) {
    case 'topic':
      return [found.id, found.aspect ?? ''].join(' ').trim()
    case 'level-of':
      return `level-of ${found.id} ${found.asked.join(' ')}`
    case 'premise':
      return `premise ${found.id} ${found.claimed}`
    case 'compare':
      return `compare ${found.ids.join(' ')}`
    case 'how-to':
      return found.id
    default:
      return found.kind
  }
}

/** Each rule with questions and what they are found to ask. */
const rules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'papers are asked for by papers, reading and history': {
    'could you list papers on steganography': 'unplaced.steganography papers',
    'what should a beginner read about corrigibility': 'unplaced.corrigibility papers',
    'history of red teaming': 'unplaced.red-teaming papers',
    'what is an AI control paper': 'cell.ai-control',
    'where does a paper on sandbagging go': 'unplaced.sandbagging',
    'which papers are pessimistic-case': 'level.pessimistic-case',
  },
  'disputes are asked for by disagreement, criticism and faults': {
    'what do people disagree about in agent foundations': 'cell.agent-foundations disputed',
    'criticism of steering vectors': 'unplaced.activation-steering disputed',
    'drawbacks of unlearning': 'unplaced.unlearning disputed',
    'what problem does RLHF solve': 'cell.rlhf',
    'is sycophancy a problem': 'unplaced.sycophancy',
  },
  'a level is asked for by its name, an axis by "row" and "column"': {
    'is data poisoning engineering': 'level-of unplaced.data-poisoning level.engineering',
    'unlearning worst-case': 'level-of unplaced.unlearning level.worst-case',
    'what row is scaling in': 'level-of cell.scaling axis.approach',
    'which column do jailbreaks go in': 'level-of cell.adversarial-robustness axis.case',
    'would mech interp be in the engineering row':
      'level-of cell.mechanistic-interpretability level.engineering',
  },
  'a cell, an end and any other topic are asked for by their names': {
    'is model diffing mech interp': 'level-of unplaced.model-diffing cell.mechanistic-interpretability',
    'does debate count as alignment': 'level-of unplaced.debate concept.alignment-research',
    'are safety cases applications research': 'level-of unplaced.safety-cases concept.applications-research',
    'does scalable oversight include debate': 'level-of unplaced.debate cell.scalable-oversight',
    'are linear probes interpretability':
      'level-of cell.concept-based-interpretability concept.interpretability',
  },
  'a choice asks for each, in its order': {
    'worst-case or pessimistic for evals?': 'level-of unplaced.evals level.worst-case level.pessimistic-case',
    'is red teaming AI control or adversarial robustness':
      'level-of unplaced.red-teaming cell.ai-control cell.adversarial-robustness',
    'AI control or scalable oversight for CoT monitoring?':
      'level-of unplaced.cot-monitoring cell.ai-control cell.scalable-oversight',
    'is data poisoning engineering or juggling': 'level-of unplaced.data-poisoning level.engineering',
  },
  'where a topic is asks for the topic': {
    'where does sandbagging sit': 'unplaced.sandbagging',
    'which cell is scaling in': 'cell.scaling',
    'does the essay mention debate': 'unplaced.debate',
  },
  'a place that is taken for granted and wrong is a premise': {
    'why is scaling pessimistic-case': 'premise cell.scaling level.pessimistic-case',
    'how come AI control is in the top row': 'premise cell.ai-control level.engineering',
    'why did Ngo put jailbreaks in the middle': 'premise cell.adversarial-robustness cell.scalable-oversight',
    'why is RLHF bottom right': 'premise cell.rlhf concept.alignment-research',
    'what makes scaling worst-case': 'premise cell.scaling level.worst-case',
  },
  'so is any place of a topic that has none': {
    'why is unlearning engineering': 'premise unplaced.unlearning level.engineering',
    'why does the essay put ELK under agent foundations': 'premise unplaced.elk cell.agent-foundations',
  },
  'one that is right, and a negation, are not': {
    'why is scaling engineering': 'level-of cell.scaling level.engineering',
    'why is scaling in the top left': 'level-of cell.scaling concept.capabilities-research',
    "why isn't scaling worst-case": 'level-of cell.scaling level.worst-case',
    'why is scaling average and not pessimistic': 'level-of cell.scaling level.average-case',
    'what would make scaling worst-case': 'level-of cell.scaling level.worst-case',
  },
  'a cell is found by its position and by its levels': {
    'upper right': 'cell.adversarial-robustness',
    'what is in the bottom middle cell': 'cell.mechanistic-interpretability',
    'centre of the grid': 'cell.scalable-oversight',
    'behaviorist × worst-case': 'cell.ai-control',
    'top left': 'concept.capabilities-research',
    'top left cell': 'cell.scaling',
  },
  'questions about the essay, its comments and the sources have fixed answers': {
    'who came up with this grid': 'concept.essay',
    "what is the essay's conclusion": 'concept.essay',
    'who disagrees with Ngo': 'concept.comments',
    'what do the commenters argue': 'concept.comments',
    'how do you know that': 'concept.sources',
    'will mech interp speed up capabilities': 'case.dual-effects',
    'what does Ngo say about worst-case': 'level.worst-case',
  },
  'what people do with the bot is a how-to': {
    'how do we vote here': 'how-to.vote',
    'I changed my mind, can I update my vote': 'how-to.change-vote',
    'how do I set up a poll': 'how-to.open-poll',
    'where are the results': 'how-to.see-results',
    'can I reopen a poll': 'how-to.close-poll',
    'can anyone see how I voted': 'how-to.who-sees-votes',
    'where does a dataset paper go': 'how-to.place-paper',
    'how do I propose a paper': 'how-to.reading-group',
    'how do we start a poll on RLHF': 'how-to.open-poll',
    'how do I withdraw from the course': 'unknown',
  },
  'the list is asked for by nothing and by what can be explained': {
    ' ': 'list',
    'list everything': 'list',
    'what else can I ask you': 'list',
    'is everything ok': 'unknown',
  },
  'a word of ordinary talk counts when only its meaning or place is asked': {
    compute: 'cell.scaling',
    'how does control work in AI': 'cell.ai-control',
    'could you explain honesty to me': 'unplaced.honesty',
    'control vs oversight': 'compare cell.ai-control cell.scalable-oversight',
    'do models sandbag': 'unplaced.sandbagging',
  },
  'and not when anything else is said': {
    'more compute': 'unknown',
    'the room is under control': 'unknown',
    'let us control this': 'unknown',
    'version control': 'unknown',
    'honesty is good': 'unknown',
    'my evaluation': 'unknown',
    'is there a debate': 'unknown',
    'where do I buy sandbags': 'unknown',
  },
  'every other name is what a question is about, whatever else is said': {
    'do firms in Norway pay for AI control?': 'cell.ai-control',
    'I read about corrigibility in a novel, what is it': 'unplaced.corrigibility',
  },
  'but in talk that asks nothing, nothing else may be said': {
    'AI control is great': 'unknown',
    'corrigibility in novels': 'unknown',
    'AI control please': 'cell.ai-control',
    "Irving's debate protocol": 'unplaced.debate',
  },
  'a possession and a verb with an object of its own are ordinary talk': {
    'who is our DPO': 'unknown',
    'how do I jailbreak my phone': 'unknown',
    'how do I jailbreak a model': 'cell.adversarial-robustness',
  },
  'both sides of a comparison must be known': {
    'RLHF vs pottery': 'unknown',
    'what is the difference between debate and karaoke': 'unknown',
    'how is RLHF different': 'cell.rlhf',
    'inner vs outer alignment': 'unplaced.inner-alignment',
  },
  'other forms, another order, joined and split words and typing errors are forgiven': {
    'how would you fake alignment': 'unplaced.alignment-faking',
    'the faking of alignment': 'unplaced.alignment-faking',
    'redteeming?': 'unplaced.red-teaming',
    'sparse auto-encoders': 'unplaced.sparse-autoencoders',
    'hwo is behavourist sience defned': 'level.behaviorist-science',
    'double decent': 'cell.optimization-science',
  },
  'other words are not mistaken for typing errors': {
    'the assignment': 'unknown',
    evacuation: 'unknown',
    modesty: 'unknown',
    constructor: 'unknown',
    'what is RLVR': 'unknown',
    'alignment tax': 'unknown',
    'generative adversarial networks': 'unknown',
  },
}

describe.each(Object.entries(rules))('%s', (_, questions) => {
  test.each(Object.entries(questions))('“%s” → %s', (query, line) => {
    expect(lineOf(findTopic(query))).toBe(line)
  })
})
