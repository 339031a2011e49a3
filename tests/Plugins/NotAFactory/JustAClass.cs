using EventSinks;

namespace NotAFactory;

[ExportEventSink("not-a-factory")]
public sealed class JustAClass;
