import type { Call } from '../../../src/chat/call.ts'

/** Real papers that readers of AI research place differently. */
const papers = [
  {
    title: 'Training a Helpful and Harmless Assistant with RLHF',
    from: 'Bai and others, 2022',
    paper: 'https://arxiv.org/abs/2204.05862',
  },
  {
    title: 'AI Control: Improving Safety Despite Intentional Subversion',
    from: 'Greenblatt and others, 2023',
    paper: 'https://arxiv.org/abs/2312.06942',
  },
  {
    title: 'Risks from Learned Optimization',
    from: 'Hubinger and others, 2019',
    paper: 'https://arxiv.org/abs/1906.01820',
  },
]

/** The first screen of an empty channel: what the playground is, three papers to try, what to type. */
export function Welcome({ onPress }: { readonly onPress: (call: Call) => void }) {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Where does this paper sit?</h2>
      <p>
        Put a paper on the grid, let everyone place it, and see what you disagree about. Votes here are real
        ones; to see how it works, vote as several of the people in the list.
      </p>
      <h3>Try one of these</h3>
      <ul>
        {papers.map(({ title, from, paper }) => (
          <li key={paper}>
            <button type="button" class="card" onClick={() => onPress({ command: 'poll', args: { paper } })}>
              <strong>{title}</strong>
              <span class="muted">{from}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3>Or type in the box below</h3>
      <dl class="typing">
        <div>
          <dt>
            <code>/grid poll</code>
          </dt>
          <dd>and a link, an arXiv id or a title opens a poll</dd>
        </div>
        <div>
          <dt>
            <code>/grid explain AI control</code>
          </dt>
          <dd>tells what a word means and where it sits</dd>
        </div>
        <div>
          <dt>
            <code>/grid help</code>
          </dt>
          <dd>lists everything else</dd>
        </div>
      </dl>
    </section>
  )
}
