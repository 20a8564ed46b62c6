import type { Call } from '../../../src/chat/call.ts'

/** Real papers that readers of AI research place differently. */
const papers = [
  {
    title: 'Training a Helpful and Harmless Assistant with RLHF',
    authors: 'Bai et al., 2022',
    paper: 'https://arxiv.org/abs/2204.05862',
  },
  {
    title: 'AI Control: Improving Safety Despite Intentional Subversion',
    authors: 'Greenblatt et al., 2023',
    paper: 'https://arxiv.org/abs/2312.06942',
  },
  {
    title: 'Risks from Learned Optimization',
    authors: 'Hubinger et al., 2019',
    paper: 'https://arxiv.org/abs/1906.01820',
  },
]

/** What a new reader sees: what this is, three papers to try, where to type. */
export function Welcome({ perform }: { perform: (call: Call) => void }) {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Where does this paper sit?</h2>
      <p>
        Paste a paper. Everyone places it on two axes: how it seeks understanding, and which cases it cares
        about. You watch the grid fill, and see where you disagree.
      </p>
      <h3>Try one of these</h3>
      <ul>
        {papers.map(({ title, authors, paper }) => (
          <li key={paper}>
            <button type="button" class="card" onClick={() => perform({ command: 'poll', args: { paper } })}>
              <strong>{title}</strong>
              <span class="muted">{authors}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="muted">
        Or type in the box below: <code>/grid poll</code> and a link. Vote as several people with{' '}
        <em>Speaking as</em>. <code>/grid help</code> lists the rest.
      </p>
    </section>
  )
}
