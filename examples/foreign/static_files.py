"""Documents as files, behind Python's own web server: any other one does as well, as long as it is asked by GET."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).with_name("static")

if __name__ == "__main__":
    handler = partial(SimpleHTTPRequestHandler, directory=FOLDER)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/standup.xml", flush=True)
        server.serve_forever()
