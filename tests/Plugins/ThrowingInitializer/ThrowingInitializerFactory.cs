using EventSinks;
using Plugins.Shared;

namespace ThrowingInitializer;

[ExportEventSink("throwing-initializer")]
public sealed class ThrowingInitializerFactory : SilentFactory;
