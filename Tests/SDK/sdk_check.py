"""Has the official SDKs do with the server what their users do. vmware-vcenter signs in over JSON-RPC, pushes a file,
validates, completes and downloads it, has the server pull others, and raises the declared errors as its own classes;
pyvmomi signs in over SOAP and finds the datastores."""

import hashlib
import http.server
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
import uuid

import requests
from com.vmware.cis_client import Session
from com.vmware.content.library.item.downloadsession_client import File as DownloadFile
from com.vmware.content.library.item.updatesession_client import File as UpdateFile
from com.vmware.content.library.item_client import (
    DownloadSession, DownloadSessionModel, File, TransferEndpoint, TransferStatus, UpdateSession, UpdateSessionModel)
from com.vmware.content.library_client import Item, ItemModel, StorageBacking
from com.vmware.content_client import Library, LibraryModel, LocalLibrary
from com.vmware.vapi.std import errors_client as errors
from vmware.vapi.lib.connect import get_requests_connector
from vmware.vapi.security.session import create_session_security_context
from vmware.vapi.security.user_password import create_user_password_security_context
from vmware.vapi.stdlib.client.factories import StubConfigurationFactory
from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim

USER, PASSWORD = "anna", "a secret: of hers"
CONTENT = bytes(range(256)) * 4096


class Server:
    """The program, serving an empty folder at a free port."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [program, "serve", "--data", self.folder.name, "--port", "0", "--user", f"{USER}:{PASSWORD}",
             "--allow-private-sources", "--log-level", "error"],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.close()
            raise RuntimeError(f"the server did not start: {line!r}")
        self.url = line.split()[-1]

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.folder.cleanup()


class Source:
    """A server of this program's own, which has one file, and the server under test pulls it from there."""

    def __init__(self):
        # Half of the file has been sent, and the rest may follow.
        self.halfway, self.may_go_on = threading.Event(), threading.Event()
        source = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path != "/file":
                    return self.send_error(404)
                self.send_response(200)
                self.send_header("Content-Length", str(len(CONTENT)))
                self.end_headers()
                half = len(CONTENT) // 2
                self.wfile.write(CONTENT[:half])
                source.halfway.set()
                source.may_go_on.wait(timeout=60)
                self.wfile.write(CONTENT[half:])

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self):
        self.may_go_on.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Client:
    """The SDK, signed in."""

    def __init__(self, url):
        self.http = requests.Session()
        self.connector = get_requests_connector(session=self.http, url=f"{url}/api")
        self.connector.set_security_context(create_user_password_security_context(USER, PASSWORD))
        self.session = self.stub(Session).create()
        self.connector.set_security_context(create_session_security_context(self.session))

    def stub(self, service):
        return service(StubConfigurationFactory.new_std_configuration(self.connector))

    def transfer(self, method, uri, data=None):
        response = requests.request(method, uri, data=data, headers={"vmware-api-session-id": self.session}, timeout=60)
        response.raise_for_status()
        return response.content


class SDKCheck(unittest.TestCase):
    program = None

    @classmethod
    def setUpClass(cls):
        cls.server = Server(cls.program)
        cls.addClassCleanup(cls.server.close)
        cls.client = Client(cls.server.url)
        stub = cls.client.stub
        cls.libraries, cls.local, cls.items, cls.files = stub(Library), stub(LocalLibrary), stub(Item), stub(File)
        cls.updates, cls.update_files = stub(UpdateSession), stub(UpdateFile)
        cls.downloads, cls.download_files = stub(DownloadSession), stub(DownloadFile)
        cls.library = cls.local.create(
            LibraryModel(
                name="library", type=LibraryModel.LibraryType.LOCAL,
                storage_backings=[StorageBacking(type=StorageBacking.Type.DATASTORE, datastore_id="datastore-1")]),
            client_token=str(uuid.uuid4()))

    def new_item(self):
        return self.items.create(ItemModel(library_id=self.library, name=f"item {uuid.uuid4()}", description=""))

    def new_session(self, item):
        return self.updates.create(UpdateSessionModel(library_item_id=item), client_token=str(uuid.uuid4()))

    def push(self, session, name, content, **spec):
        info = self.update_files.add(
            session, UpdateFile.AddSpec(name=name, source_type=UpdateFile.SourceType.PUSH, **spec))
        self.assertEqual(info.status, TransferStatus.WAITING_FOR_TRANSFER)
        self.client.transfer("PUT", info.upload_endpoint.uri, content)

    def test_push_complete_and_download(self):
        item = self.new_item()
        session = self.new_session(item)
        checksum = File.ChecksumInfo(
            algorithm=File.ChecksumAlgorithm.SHA256, checksum=hashlib.sha256(CONTENT).hexdigest())
        self.push(session, "a file.bin", CONTENT, size=len(CONTENT), checksum_info=checksum)
        self.assertEqual(self.update_files.get(session, "a file.bin").status, TransferStatus.READY)
        self.assertEqual([file.name for file in self.update_files.list(session)], ["a file.bin"])
        self.assertFalse(self.update_files.validate(session).has_errors)
        self.updates.keep_alive(session, client_progress=50)
        self.assertEqual(self.updates.get(session).client_progress, 50)
        self.updates.complete(session)
        self.assertEqual(self.updates.get(session).state, UpdateSessionModel.State.DONE)
        self.assertEqual(self.items.get(item).size, len(CONTENT))
        self.assertEqual(self.files.get(item, "a file.bin").size, len(CONTENT))
        self.assertEqual(self.download(item, "a file.bin"), CONTENT)

    def pull(self, session, name, uri, **spec):
        return self.update_files.add(
            session, UpdateFile.AddSpec(
                name=name, source_type=UpdateFile.SourceType.PULL, source_endpoint=TransferEndpoint(uri=uri), **spec))

    def ended(self, session):
        """The session, once it is no longer ACTIVE."""
        deadline = time.monotonic() + 60
        while (model := self.updates.get(session)).state == UpdateSessionModel.State.ACTIVE:
            self.assertLess(time.monotonic(), deadline, "the session stays ACTIVE")
            time.sleep(0.05)
        return model

    def test_pull_complete_while_it_runs_and_download(self):
        source = Source()
        self.addCleanup(source.close)
        item = self.new_item()
        session = self.new_session(item)
        checksum = File.ChecksumInfo(
            algorithm=File.ChecksumAlgorithm.SHA256, checksum=hashlib.sha256(CONTENT).hexdigest())
        self.pull(session, "pulled", f"{source.url}/file", size=len(CONTENT), checksum_info=checksum)
        self.assertTrue(source.halfway.wait(timeout=60))
        self.updates.complete(session)
        self.assertEqual(self.updates.get(session).state, UpdateSessionModel.State.ACTIVE)
        self.assertEqual(self.update_files.get(session, "pulled").status, TransferStatus.TRANSFERRING)
        self.assertEqual(self.files.list(item), [])
        source.may_go_on.set()
        self.assertEqual(self.ended(session).state, UpdateSessionModel.State.DONE)
        self.assertEqual(self.files.get(item, "pulled").checksum_info.checksum, checksum.checksum)
        self.assertEqual(self.download(item, "pulled"), CONTENT)

    def test_a_source_without_the_file_is_a_file_in_error(self):
        source = Source()
        self.addCleanup(source.close)
        item = self.new_item()
        session = self.new_session(item)
        self.pull(session, "absent", f"{source.url}/absent")
        model = self.ended(session)
        self.assertEqual(model.state, UpdateSessionModel.State.ERROR)
        file = self.update_files.get(session, "absent")
        self.assertEqual(file.status, TransferStatus.ERROR)
        self.assertIn("404", str(file.error_message))
        self.assertEqual(model.error_message.id, file.error_message.id)
        with self.assertRaises(errors.NotAllowedInCurrentState):
            self.updates.complete(session)
        self.assertEqual(self.files.list(item), [])

    def download(self, item, name):
        session = self.downloads.create(DownloadSessionModel(library_item_id=item))
        info = self.download_files.prepare(session, name)
        while info.status != DownloadFile.PrepareStatus.PREPARED:
            info = self.download_files.get(session, name)
        content = self.client.transfer("GET", info.download_endpoint.uri)
        self.downloads.delete(session)
        return content

    def test_find_and_update(self):
        item = self.new_item()
        model = self.items.get(item)
        self.items.update(item, ItemModel(description="changed"))
        self.assertEqual(self.items.get(item).description, "changed")
        self.assertEqual(self.items.find(Item.FindSpec(name=model.name)), [item])
        self.assertIn(self.library, self.libraries.list())
        self.assertEqual(self.client.stub(Session).get().user, USER)

    def test_errors_are_the_classes_of_the_sdk(self):
        with self.assertRaises(errors.NotFound) as raised:
            self.libraries.get("absent")
        self.assertEqual(raised.exception.messages[0].args, ["absent"])
        self.assertEqual(raised.exception.error_type, errors.Error.Type.NOT_FOUND)
        item = self.new_item()
        session = self.new_session(item)
        with self.assertRaises(errors.ResourceBusy):
            self.new_session(item)
        with self.assertRaises(errors.InvalidArgument):
            self.update_files.get(session, "absent")
        with self.assertRaises(errors.NotAllowedInCurrentState):
            self.updates.delete(session)
        self.updates.fail(session, "no more")
        with self.assertRaises(errors.NotAllowedInCurrentState):
            self.updates.complete(session)
        with self.assertRaises(errors.AlreadyExists):
            self.items.create(ItemModel(library_id=self.library, name=self.items.get(item).name))

    def test_missing_bytes_stop_complete(self):
        session = self.new_session(self.new_item())
        self.update_files.add(session, UpdateFile.AddSpec(name="f", source_type=UpdateFile.SourceType.PUSH))
        with self.assertRaises(errors.NotAllowedInCurrentState):
            self.updates.complete(session)
        self.updates.cancel(session)
        self.updates.delete(session)

    def test_a_wrong_password_is_unauthenticated(self):
        connector = get_requests_connector(session=requests.Session(), url=f"{self.server.url}/api")
        connector.set_security_context(create_user_password_security_context(USER, "wrong"))
        stub = Session(StubConfigurationFactory.new_std_configuration(connector))
        with self.assertRaises(errors.Unauthenticated):
            stub.create()

    def test_signing_out_ends_the_session(self):
        client = Client(self.server.url)
        client.stub(Session).delete()
        with self.assertRaises(errors.Unauthenticated):
            client.stub(Library).list()

    def connect(self, password=PASSWORD):
        """Signs in over SOAP."""
        address = urllib.parse.urlsplit(self.server.url)
        return SmartConnect(protocol="http", host=address.hostname, port=address.port, user=USER, pwd=password)

    def test_datastores_are_found_over_soap(self):
        instance = self.connect()
        self.assertEqual(instance.content.sessionManager.currentSession.userName, USER)
        (datacenter,) = instance.content.rootFolder.childEntity
        self.assertIsInstance(datacenter, vim.Datacenter)
        (datastore,) = datacenter.datastoreFolder.childEntity
        self.assertEqual(datastore._moId, "datastore-1")
        self.assertEqual(datastore.parent.parent, datacenter)
        Disconnect(instance)
        with self.assertRaises(vim.fault.NotAuthenticated):
            datastore.name

    def test_a_wrong_password_is_an_invalid_login_over_soap(self):
        with self.assertRaises(vim.fault.InvalidLogin):
            self.connect("wrong")


if __name__ == "__main__":
    SDKCheck.program = sys.argv.pop(1)
    unittest.main(verbosity=2)
