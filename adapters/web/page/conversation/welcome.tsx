import type { Call } from '../../../../src/chat/call.ts'

/** Real papers that readers of AI research place differently. */
const papers = [
  {
    title: 'Training a Helpful and Harmless Assistant with RLHF',
    from: 'Bai et al., 2022',
    paper: 'https://arxiv.org/abs/2204.05862',
  },
  {
    title: 'AI Control: Improving Safety Despite Intentional Subversion',
    from: 'Greenblatt et al., 2023',
    paper: 'https://arxiv.org/abs/2312.06942',
  },
  {
    title: 'Risks from Learned Optimization',
    from: 'Hubinger et al., 2019',
    paper: 'https://arxiv.org/abs/1906.01820',
  },
]

/** The first screen of an empty channel: what the playground is, three papers to try, what to type. */
export function Welcome({ onPress }: { readonly onPress: (call: Call) => void }) {
  return (
    <section class="welcome" aria-labelledby="welcome">
      <h2 id="welcome">Where does this paper sit?</h2>
      <p>
        Post a paper, let everyone place it on the grid, and see where you disagree. Votes are saved. To try
        it out, switch between the people under <em>Speak as</em> and vote as each of them.
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
      <h3>Or type below</h3>
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
          <dd>explains a term and shows where it sits on the grid</dd>
        </div>
        <div>
          <dt>
            <code>/grid help</code>
          </dt>
          <dd>shows everything else</dd>
        </div>
      </dl>
    </section>
  )
}
