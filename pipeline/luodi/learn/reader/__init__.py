"""Training the reader: a small encoder over one task and the sentences of a report (needs the extra ``train``)."""
