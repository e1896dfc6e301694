/**
 * The shapes that travel between the page and the sandbox. Only types: nothing here runs.
 *
 * @typedef {{id: string, username: string, global_name: ?string, bot?: boolean}} User
 * @typedef {User & {roles: string[]}} Person  somebody a visitor can be
 * @typedef {{id: string, type: number, name: ?string, parent_id: ?string, can_write: boolean,
 *   typing_until: number}} Channel  until when (Unix seconds) the bot is seen typing
 * @typedef {{id: string, name: string, is_managed: boolean}} Role
 * @typedef {{user: User, roles: string[]}} Member
 * @typedef {{id: string, name: string, description: ?string, channel_id: ?string, creator: User, status: number,
 *   scheduled_start_time: string, scheduled_end_time: ?string, entity_metadata: ?{location: string}}} Event  planned
 * @typedef {{id: string, name: string, channels: Channel[], roles: Role[], members: Member[], events: Event[]}} Guild
 * @typedef {{me: User, bot: User, is_bot_online: boolean, people: Person[], guilds: Guild[], dm: Channel}} World
 *
 * @typedef {{name: string, value: string|number}} Choice
 * @typedef {object} Option  one option of a command, or a sub-command
 * @property {string} name
 * @property {string} description
 * @property {number} type
 * @property {boolean} [required]
 * @property {boolean} [autocomplete]
 * @property {Choice[]} [choices]
 * @property {Option[]} [options]
 * @property {number[]} [channel_types]
 * @typedef {{name: string, type: number, description?: string, options?: Option[]}} Command
 * @typedef {{path: string, description: string, options: Option[]}} Leaf  a command that can be sent
 *
 * @typedef {object} Component
 * @property {number} type
 * @property {string} [custom_id]
 * @property {string} [label]
 * @property {string} [description]
 * @property {number} [style]
 * @property {string} [url]
 * @property {boolean} [disabled]
 * @property {boolean} [required]
 * @property {string} [placeholder]
 * @property {string} [value]
 * @property {string} [content]
 * @property {{name?: string}} [emoji]
 * @property {number} [min_values]
 * @property {number} [max_values]
 * @property {number} [min_length]
 * @property {number} [max_length]
 * @property {{label: string, value: string, description?: string, default?: boolean}[]} [options]
 * @property {{id: string, type: string}[]} [default_values]
 * @property {number[]} [channel_types]
 * @property {Component[]} [components]
 * @property {Component} [component]
 * @typedef {{title: string, custom_id: string, components: Component[]}} Modal
 *
 * @typedef {{id: string, filename: string, size: number, url: string, content_type: string, description?: string}} Attachment
 * @typedef {object} Embed
 * @property {string} [title]
 * @property {string} [description]
 * @property {string} [url]
 * @property {number} [color]
 * @property {string} [timestamp]
 * @property {{name: string, value: string, inline?: boolean}[]} [fields]
 * @property {{text: string}} [footer]
 * @property {{name: string, url?: string}} [author]
 * @property {{url: string, description?: string}} [image]
 * @property {{url: string, description?: string}} [thumbnail]
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} channel_id
 * @property {number} type
 * @property {number} flags
 * @property {User} author
 * @property {string} content
 * @property {string} timestamp
 * @property {?string} edited_timestamp
 * @property {boolean} mention_everyone
 * @property {User[]} mentions
 * @property {string[]} mention_roles
 * @property {Attachment[]} attachments
 * @property {Embed[]} embeds
 * @property {Component[]} components
 * @property {Message} [referenced_message]
 * @property {{message_id: string}} [message_reference]
 * @property {{user: User}} [interaction_metadata]
 * @property {?string} [command]
 * @property {number} revision
 *
 * @typedef {{refused?: string, state?: string, id?: string, modal?: Modal, choices?: Choice[],
 *   messages?: Message[], is_cut?: boolean, commands?: Command[]}} Told  the sandbox's reply to an act
 */

export const ComponentType = Object.freeze({
  ROW: 1, BUTTON: 2, STRING_SELECT: 3, TEXT_INPUT: 4, USER_SELECT: 5, ROLE_SELECT: 6,
  MENTIONABLE_SELECT: 7, CHANNEL_SELECT: 8, SECTION: 9, TEXT: 10, SEPARATOR: 14, CONTAINER: 17, LABEL: 18,
});

export const OptionType = Object.freeze({
  SUB_COMMAND: 1, SUB_COMMAND_GROUP: 2, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7,
  ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11,
});

export const CommandType = Object.freeze({ CHAT: 1, USER: 2, MESSAGE: 3 });

export const Flag = Object.freeze({ CROSSPOSTED: 1 << 1, HAS_THREAD: 1 << 5, EPHEMERAL: 1 << 6, LOADING: 1 << 7 });

export const ChannelType = Object.freeze({ TEXT: 0, DM: 1, NEWS: 5, NEWS_THREAD: 10, THREAD: 11 });

export const EventStatus = Object.freeze({ SCHEDULED: 1, ACTIVE: 2 });
