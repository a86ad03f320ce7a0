"""What schemathesis checks beside its own: no answer is a failure of the server's."""

import schemathesis

# A client can bring these about, and the API has 500 for them.
STATES_OF_RESOURCES = {"RESOURCE_BUSY", "RESOURCE_INACCESSIBLE"}


@schemathesis.check
def no_failure_of_the_server(context, response, case):
    if response.status_code >= 500:
        error = response.json().get("error_type")
        assert error in STATES_OF_RESOURCES, f"{response.status_code}: {error}"
