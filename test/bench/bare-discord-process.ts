import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js'

/** The least that a bot on discord.js can do: acknowledge each press privately, and nothing else. */
const [api = '', token = ''] = process.argv.slice(2)
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, version: '10' } })
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isButton()) void interaction.deferReply({ flags: MessageFlags.Ephemeral })
})
client.on(Events.Error, (fault) => console.error(fault))
await client.login(token)
