using EventSinks;
using Plugins.Shared;

namespace WrongContract;

[ExportEventSink("wrong-contract", 99)]
public sealed class WrongContractFactory : SilentFactory;
