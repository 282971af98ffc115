"""Act on conferences over the platform's REST API, and know what became of it.

`action` says what each action is sent as and how it is seen (pure), `outbox` keeps intents and results on the disk,
`service` carries them out, `plans` says what rooms want by themselves (pure), `attendant` sees to it, time and again in
the thread of `worker`; `gaps` compares what the log says with what the platform says (pure).
"""
