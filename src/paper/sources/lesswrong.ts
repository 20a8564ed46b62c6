import { z } from 'zod'
import { askAbout, type BaseVariable, baseOf, type DescribedPaper, jsonType, type Source } from '../source.ts'

const Person = z.object({ displayName: z.string().nullish() }).nullish()
const Answer = z.object({
  data: z.object({
    post: z
      .object({
        result: z
          .object({
            title: z.string(),
            postedAt: z.string().nullish(),
            user: Person,
            coauthors: z.array(Person).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
})

const query =
  'query Post($id: String) { post(input: { selector: { _id: $id } }) { result { _id title postedAt user { displayName } coauthors { displayName } } } }'

const forums = new Map<string, readonly [variable: BaseVariable, defaultUrl: string]>([
  ['lesswrong', ['LESSWRONG_API_URL', 'https://www.lesswrong.com']],
  ['eaforum', ['EAFORUM_API_URL', 'https://forum.effectivealtruism.org']],
])

/** LessWrong with the Alignment Forum, and the EA Forum: posts by their id, over GraphQL. */
const lesswrong: Source = {
  name: 'lesswrong',
  kinds: ['lesswrong', 'eaforum'],
  own: ['lesswrong', 'eaforum'],
  paces: (settings) =>
    [...forums.values()].map((forum) => ({
      ...baseOf(settings, ...forum),
      intervalMs: 1000,
      maxConcurrent: 1,
    })),
  read: (text) => readPost(JSON.parse(text)),
  open(deps) {
    return async (kind, id) => {
      const forum = forums.get(kind)
      if (forum === undefined) return undefined
      const { base, isTrusted } = baseOf(deps.settings, ...forum)
      const request = {
        url: `${base}/graphql`,
        isTrusted,
        accept: jsonType,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id } }),
      } as const
      return askAbout(deps, request)
    }
  },
}
export default lesswrong

function readPost(body: unknown): readonly DescribedPaper[] {
  const post = Answer.parse(body).data.post?.result
  if (!post) return []
  const year = Number(post.postedAt?.slice(0, 4))
  const people = [post.user, ...(post.coauthors ?? [])].flatMap((person) => person?.displayName ?? [])
  return [{ title: post.title, authors: [...new Set(people)], ...(year > 0 && { year }) }]
}
