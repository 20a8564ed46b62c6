import { render } from 'preact'
import { App } from './app.tsx'
import { PollPage } from './poll-page.tsx'
import { ignoreLateControls } from './presses/late-controls.ts'

const root = document.getElementById('app')
const poll = /^\/p\/([^/]+)$/.exec(location.pathname)?.[1]
if (root !== null) render(poll === undefined ? <App /> : <PollPage id={poll} />, root)
ignoreLateControls()
