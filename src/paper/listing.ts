/** Pages of a site that list papers or look for them. */
interface Site {
  /** Without `www.`. */
  readonly hosts: RegExp
  /** Matches the path, in lower case and without a closing slash. */
  readonly paths: RegExp
}

const any = /^/

const sites: readonly Site[] = [
  {
    hosts: /^(?:export\.)?arxiv\.org$/,
    paths:
      /^\/(?:list|a|search|find|archive|year|catchup|listing|new|recent|rss|corr|multi|auth|show-email)(?:\/|$)|^\/[a-z-]+(?:\.[a-z-]{2,})?$/,
  },
  { hosts: /^(?:rss|listing)\.arxiv\.org$/, paths: any },
  {
    hosts: /^(?:alphaxiv\.org|scirate\.com|papers\.cool|arxiv-vanity\.com)$/,
    paths: /^(?!\/(?:about|blog|docs|faq))/,
  },
  {
    hosts: /^(?:huggingface\.co|hf\.co)$/,
    paths: /^\/(?:papers|collections|models|datasets|spaces)(?:\/|$)/,
  },
  { hosts: /^openreview\.net$/, paths: /^\/(?:group|search|profile|venues?|invitation|submissions)(?:\/|$)/ },
  { hosts: /^semanticscholar\.org$/, paths: /^\/(?:search|author|venue|topic|feed|me)(?:\/|$)/ },
  {
    hosts: /^aclanthology\.org$/,
    paths: /^\/(?:events|venues|volumes|people|sigs|search|anthology)(?:\/|$)/,
  },
  {
    hosts:
      /^(?:lesswrong\.com|lesserwrong\.com|alignmentforum\.org|(?:lw\.|ea\.)?greaterwrong\.com|forum\.effectivealtruism\.org)$/,
    paths: /^(?!\/(?:about|faq|donate|contact|cookies|privacy|terms)[^/]*$)/,
  },
  // Search engines.
  { hosts: /^scholar\.google\.[a-z.]{2,6}$/, paths: any },
  {
    hosts: /^(?:news\.|cse\.)?google\.[a-z.]{2,6}$/,
    paths: /^\/(?:search|scholar|webhp|imgres|topics)(?:\/|$)/,
  },
  {
    hosts:
      /^(?:bing\.com|duckduckgo\.com|kagi\.com|search\.brave\.com|ecosia\.org|startpage\.com|qwant\.com|yandex\.(?:com|ru)|baidu\.com|search\.yahoo\.com)$/,
    paths: any,
  },
  {
    hosts:
      /^(?:consensus\.app|elicit\.(?:com|org)|perplexity\.ai|connectedpapers\.com|core\.ac\.uk|base-search\.net)$/,
    paths: /^\/(?:search|results|find|notebook)(?:\/|$)/,
  },
  { hosts: /^(?:dblp\.org|dblp\.uni-trier\.de)$/, paths: /^\/(?:search|pid|db|pers|streams)(?:\/|$)/ },
  { hosts: /^paperswithcode\.com$/, paths: /^\/(?!paper\/)/ },
  { hosts: /^pubmed\.ncbi\.nlm\.nih\.gov$/, paths: /^\/(?!\d)/ },
  // Proceedings and forums.
  { hosts: /^proceedings\.mlr\.press$/, paths: /^\/v\d+$/ },
  {
    hosts: /^(?:papers|proceedings)\.(?:nips|neurips)\.cc$/,
    paths: /^(?:\/paper(?:_files)?)?(?:\/paper)?(?:\/\d{4})?$/,
  },
  { hosts: /^openaccess\.thecvf\.com$/, paths: /^\/[a-z]+\d{4}$/ },
  { hosts: /^news\.ycombinator\.com$/, paths: /^\/(?!item)/ },
  { hosts: /^(?:old\.|new\.)?reddit\.com$/, paths: /^\/r\/[^/]+(?:\/(?:hot|new|top|best|rising))?$/ },
  { hosts: /^youtube\.com$/, paths: /^\/(?:results|playlist|feed|@[^/]+|channel\/[^/]+|c\/[^/]+)(?:\/|$)/ },
  { hosts: /^x\.com$/, paths: /^\/(?:home|explore|search|hashtag|i\/(?:trending|lists))(?:\/|$)/ },
  { hosts: /(?:^|\.)wikipedia\.org$/, paths: /^\/wiki\/(?:category|special|portal|main_page)(?::|$)/ },
]

/** A front page, also of one language. */
const frontPage = /^\/?(?:(?:en|en-us|en-gb|home|main|index|default)(?:\.[a-z]{2,4})?)?$/
/** The last part of the path of a list, and the last but one, before the name of what is listed. */
const lastPart =
  /\/(?:search|dosearch|tags?|topics?|categor(?:y|ies)|authors?|archives?|listing|browse|explore|trending|latest|recent|newest|collections|publications|proceedings|preprints|research|papers|blog|posts|articles|news|hashtag|all-?posts)(?:\.[a-z]{3,5})?$/
const lastButOne = /\/(?:tags?|topics?|categor(?:y|ies)|authors?|hashtag|search)\/[^/]+$/
const pageNumber = /\/page\/\d+$/
const question = /^(?:q|query|search|search_query|searchterm|term|keywords?|s)$/i

/**
 * Whether a page lists papers or looks for them, and is not one itself: a front page, a tag, a search.
 *
 * @param url Its host in lower case, without `www.`.
 */
export function isListing({ hostname, pathname, search, searchParams }: URL): boolean {
  const path = pathname.toLowerCase().replace(/\/+$/, '').replace(pageNumber, '')
  if (frontPage.test(path) && search === '') return true
  if (sites.some(({ hosts, paths }) => hosts.test(hostname) && paths.test(path))) return true
  if (lastPart.test(path) || lastButOne.test(path)) return true
  return frontPage.test(path) && [...searchParams.keys()].some((name) => question.test(name))
}
