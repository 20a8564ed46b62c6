/** The place from which changes are read out, politely: an element that is there before they happen. */
const status = document.createElement('p')
status.className = 'skip'
status.setAttribute('role', 'status')
document.body.append(status)

/** Has a change read out by programs that read pages aloud. */
export function say(words: string): void {
  status.textContent = words
}
