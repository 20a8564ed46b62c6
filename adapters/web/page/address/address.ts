import { useLayoutEffect, useState } from 'preact/hooks'

/** Who looks at the page, and at which channel or thread. It is kept in the page's URL, so bookmarks and Back work. */
export interface Address {
  readonly person: string
  readonly channel: string
  readonly thread?: string
}

function readAddress(): Address {
  const query = new URLSearchParams(location.hash.slice(1))
  const thread = query.get('thread')
  return {
    person: query.get('as') ?? 'web:ada',
    channel: query.get('in') ?? 'reading-group',
    ...(thread !== null && { thread }),
  }
}

/** The link to an address. */
export function toHref({ person, channel, thread }: Address): string {
  return `#${new URLSearchParams({ as: person, in: channel, ...(thread !== undefined && { thread }) })}`
}

/** The page's current address. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress)
  // With the page, not after it has been painted: a quick reader follows a link before that.
  useLayoutEffect(() => {
    const onHashChange = () => setAddress(readAddress())
    addEventListener('hashchange', onHashChange)
    return () => removeEventListener('hashchange', onHashChange)
  }, [])
  return address
}
