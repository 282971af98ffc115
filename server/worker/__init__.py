"""gunicorn's threaded worker, made even, patient, quick to stop, and free of threads that only wait.

*Even*: whichever worker is awake takes a new connection, and keeps it: of 32 clients that come at once and stay, most
may land on one worker while the other has nothing to do. Here the workers tell each other how many connections they
have (board), and one that is ahead leaves new ones to the others.

*Patient*: gunicorn gives a thread to a connection before it has sent anything, and a client that sends a byte a second
keeps it. Here a request gets its thread once it is there whole (connection); who sends slowly waits outside (outside),
and not for ever.

*Quick to stop*: streams end when the worker is told to stop, instead of holding it as long as their clients like.

*Free of threads that only wait*: an application may answer with a promise (promise); its thread is then free at once,
and the loop tells the answer when there is one.
"""
