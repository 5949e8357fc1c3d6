"""Holds `bodeguero model parse` against the openai package, over a folder of recorded answers.

usage: openai_recordings.py FOLDER [PROGRAM]

FOLDER holds NAME.response.json or NAME.response.sse, beside NAME.meta.json with the url and the status. Each is read
whole, byte by byte, with CRLF for LF, and, where it is a stream, cut after every event.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import openai

try:
    import httpx2 as httpx
except ImportError:
    import httpx


def by_package(body, url, status, is_stream):
    """The words, the calls and whether there was a fault, as the package has them."""

    def respond(request):
        kind = "text/event-stream" if is_stream else "application/json"
        return httpx.Response(status, headers={"content-type": kind}, content=body)

    client = openai.OpenAI(
        api_key="x", base_url=url.removesuffix("/chat/completions"), max_retries=0,
        http_client=httpx.Client(transport=httpx.MockTransport(respond)))
    words, calls, reason, failed = None, [], None, False
    try:
        answer = client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "?"}], stream=is_stream)
        if not is_stream:
            message = answer.choices[0].message
            found = message.tool_calls or []
            calls = [[call.id, call.function.name, call.function.arguments] for call in found]
            return message.content, calls, answer.choices[0].finish_reason, False
        by_index = {}
        for chunk in answer:
            for choice in chunk.choices:
                reason = choice.finish_reason or reason
                if choice.delta.content is not None:
                    words = (words or "") + choice.delta.content
                for piece in choice.delta.tool_calls or []:
                    call = by_index.setdefault(piece.index, ["", "", ""])
                    call[0] = call[0] or piece.id or ""
                    call[1] = call[1] or (piece.function.name or "")
                    call[2] += piece.function.arguments or ""
        calls = list(by_index.values())
    except openai.APIError:
        failed = True
        calls = list(by_index.values()) if is_stream and "by_index" in locals() else []
    return words, calls, reason, failed


def by_program(program, body, piece=None):
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        extra = ["--piece", str(piece)] if piece else []
        run = subprocess.run(
            [program, "model", "parse", file.name, *extra], capture_output=True, check=True)
    return json.loads(run.stdout)


def differences(meant, found, is_cut):
    words, calls, reason, failed = meant
    if (found["content"] or "") != (words or ""):
        yield f"words {found['content']!r}, not {words!r}"
    ours = [[call["id"], call["name"], call["arguments"]] for call in found["tool_calls"]]
    if len(ours) != len(calls):
        yield f"calls {ours}, not {calls}"
    for own, theirs in zip(ours, calls):
        if theirs[0] and own[0] != theirs[0] or own[1] != theirs[1]:
            yield f"call {own}, not {theirs}"
        if own[2] != (theirs[2] if theirs[2].strip() else "{}"):
            yield f"arguments {own[2]!r}, not {theirs[2]!r}"
    if found["finish_reason"] != reason:
        yield f"reason {found['finish_reason']}, not {reason}"
    kind = (found["error"] or {}).get("kind")
    if failed != (kind is not None and kind != "cut_off"):
        yield f"fault {found['error']}, not {failed}"
    if kind == "cut_off" and not is_cut:
        yield "a whole stream is said to be cut"


def check(program, meta_file):
    meta = json.loads(meta_file.read_text())
    if not meta["url"].endswith("/chat/completions"):
        return 0, []
    stem = str(meta_file).removesuffix(".meta.json")
    is_stream = pathlib.Path(stem + ".response.sse").exists()
    body = pathlib.Path(stem + (".response.sse" if is_stream else ".response.json")).read_bytes()
    status = meta["status"]
    variants = [("whole", body, None, False), ("byte by byte", body, 1, False)]
    if is_stream:
        variants.append(("with CRLF", body.replace(b"\n", b"\r\n"), None, False))
        events = body.split(b"\n\n")
        for count in range(1, len(events)):
            variants.append((f"cut at {count}", b"\n\n".join(events[:count]) + b"\n\n", None, True))
    faults = []
    for name, bytes_, piece, is_cut in variants:
        meant = by_package(bytes_, meta["url"], status, is_stream)
        sent = bytes_
        if status != 200:
            sent = json.dumps({"status": status, "headers": {}, "body": bytes_.decode()}).encode()
        for difference in differences(meant, by_program(program, sent, piece), is_cut):
            faults.append(f"{meta_file.name}, {name}: {difference}")
    return len(variants), faults


def main():
    folder = pathlib.Path(sys.argv[1])
    program = sys.argv[2] if len(sys.argv) > 2 else ".build/debug/bodeguero"
    counted, files, faults = 0, 0, []
    for meta_file in sorted(folder.glob("*.meta.json")):
        count, found = check(program, meta_file)
        counted, files = counted + count, files + (count > 0)
        faults += found
    print("\n".join(faults))
    print(f"{files} recordings, {counted} readings, {len(faults)} differences")
    sys.exit(1 if faults else 0)


main()
