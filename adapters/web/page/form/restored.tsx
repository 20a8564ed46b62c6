import { labels } from '../../labels.ts'

/** Says that a form holds what was typed when it was open last. */
export const Restored = ({ onStartOver }: { readonly onStartOver: () => void }) => (
  <p class="restored" role="status">
    {labels.restored}{' '}
    <button type="button" class="button" onClick={onStartOver}>
      {labels.startOver}
    </button>
  </p>
)
