import { expect, test } from 'vitest'
import { textOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

test.each([
  [
    'https://arxiv.org/abs/2204.05862',
    'Training a Helpful and Harmless Assistant with Reinforcement Learning from Human Feedback',
    'Bai et al. · 2022 · arXiv:2204.05862',
  ],
  [
    'https://arxiv.org/abs/2312.06942',
    'AI Control: Improving Safety Despite Intentional Subversion',
    'Greenblatt et al. · 2023 · arXiv:2312.06942',
  ],
  [
    'https://arxiv.org/abs/1906.01820',
    'Risks from Learned Optimization in Advanced Machine Learning Systems',
    'Hubinger et al. · 2019 · arXiv:1906.01820',
  ],
])('%s, on the first screen, has its title where nobody is asked', async (paper, title, about) => {
  await using playground = await openWeb()
  await playground.as('Ada').press({ command: 'poll', args: { paper } })
  const [board] = await playground.as('Ada').sees()
  const words = board?.view === undefined ? '' : textOf(board.view)
  expect(words).toContain(title)
  expect(words).toContain(about)
})
