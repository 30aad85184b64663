export type Room = {
  readonly floor: 'pure' | 'node' | 'door'
  readonly uses: readonly string[]
  readonly typesOf?: readonly string[]
  readonly npm?: readonly string[]
}

export declare const rooms: Readonly<Record<string, Room>>
