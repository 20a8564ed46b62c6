const colours = 6

/** The square beside a name: its initial, or the bot's logo without a name. Hidden from screen readers. */
export function Avatar({ name }: { readonly name: string | undefined }) {
  if (name === undefined) return <Logo />
  const sum = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0)
  return (
    <span class={`face hue-${sum % colours}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  )
}

/** The bot's logo: a grid that brightens towards its far corner. */
export function Logo() {
  const places = [0, 1, 2]
  return (
    <svg class="face mark" viewBox="0 0 36 36" aria-hidden="true">
      {places.flatMap((row) =>
        places.map((column) => (
          <rect
            key={`${row} ${column}`}
            x={8 + 7 * column}
            y={8 + 7 * row}
            width="6"
            height="6"
            rx="1.5"
            opacity={[0.4, 0.4, 0.55, 0.75, 1][row + column]}
          />
        )),
      )}
    </svg>
  )
}
