"""People who read pages while a session runs: `python -m bench.streams.readers PORT PATH NUMBER`.

Each asks for the page again as soon as it has it, until standard input ends. Any line is answered
with how many pages have been read.
"""

import http.client
import json
import sys
import threading


def main(port: int, path: str, number: int) -> None:
    """Read until told to stop."""
    stop = threading.Event()
    pages = [0] * number
    threads = [
        threading.Thread(target=read, args=(port, path, place, pages, stop))
        for place in range(number)
    ]
    for thread in threads:
        thread.start()
    print(json.dumps("ready"), flush=True)
    for _ in sys.stdin:
        print(json.dumps(sum(pages)), flush=True)
    stop.set()
    for thread in threads:
        thread.join()


def read(port: int, path: str, place: int, pages: list[int], stop: threading.Event) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while not stop.is_set():
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
        pages[place] += 1
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
