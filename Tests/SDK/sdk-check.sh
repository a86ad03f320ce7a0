#!/bin/sh
# Has the official Python SDKs, vmware-vcenter and pyvmomi, work with the server: Tests/SDK/sdk-check.sh PROGRAM
# They come from the package index, into a virtual environment that is kept: SDK_ENVIRONMENT, or .build/sdk.
set -eu
program=$1
here=$(cd "$(dirname "$0")" && pwd)
environment=${SDK_ENVIRONMENT:-$here/../../.build/sdk}
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment"
fi
"$environment/bin/python" -c 'import com.vmware.content_client, pyVmomi' 2>/dev/null ||
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check 'vmware-vcenter>=9,<10' 'pyvmomi>=9,<10'
exec "$environment/bin/python" "$here/sdk_check.py" "$program"
