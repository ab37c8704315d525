"""Counts the refused records of each port with flowlogs-reader, as its S3 reader reads a file: FILE..."""

import os
import sys
from collections import Counter

from flowlogs_reader import FlowRecord, S3FlowLogsReader


class LocalFiles:
    """Stands where the client of S3 would."""

    def get_object(self, Bucket, Key):
        return {"Body": open(Key, "rb"), "ContentLength": os.path.getsize(Key)}


reader = S3FlowLogsReader("none/", boto_client=LocalFiles())
ports = Counter()
records = 0
for name in sys.argv[1:]:
    for fields in reader._read_file(name):
        record = FlowRecord(fields)
        records += 1
        if record.action == "REJECT":
            ports[record.dstport] += 1
for port, count in ports.most_common():
    print(f"{port},{count}")
print(records, file=sys.stderr)
