# SPDX-License-Identifier: GPL-3.0-only
"""Runs the shell sessions of README.md in an empty folder, and looks for what it promises.

    run_readme.py README.md FOLDER_OF_FUNDCTL
"""
import os
import re
import subprocess
import sys
import tempfile

PROMISED = [
    '"rule":"source.cash"', '"article":"第二条, 第三条"', '"asked":"5000000.01"',
    '"limit":"5000000.00"', "2,798,000.00", "disclosure-2019-06.html",
]
MADE = ["my.fund", "pages/disclosure-2019-06.csv", "XM-2019-014.zip", "audit.zip", "copy.fund"]


def main(readme, programs):
    with open(readme, encoding="utf-8") as file:
        sessions = re.findall(r"^```sh\n(.*?)^```", file.read(), re.S | re.M)
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "build"))
        os.symlink(os.path.abspath(programs), os.path.join(folder, "build", "bin"))
        script = "set -e\nexec 2>&1\n" + "".join(sessions)
        run = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True,
                             encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
        wrong = [f"not printed: {text}" for text in PROMISED if text not in run.stdout]
        wrong += [f"not made: {name}" for name in MADE
                  if not os.path.exists(os.path.join(folder, name))]
    if run.stdout.count("完好") != 2:
        wrong.append("verify did not find both funds sound")
    if run.returncode:
        wrong.append(f"ended with {run.returncode}")
    if wrong:
        print(run.stdout)
        print("\n".join(wrong))
    return 1 if wrong or len(sessions) != 2 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
