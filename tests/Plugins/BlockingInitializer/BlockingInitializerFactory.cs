using EventSinks;
using Plugins.Shared;

namespace BlockingInitializer;

[ExportEventSink("blocking-initializer")]
public sealed class BlockingInitializerFactory : SilentFactory;
