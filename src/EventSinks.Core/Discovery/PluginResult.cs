using System.Runtime.ExceptionServices;

namespace EventSinks.Discovery;

/// <summary>What became of one call of a plug-in.</summary>
/// <typeparam name="T">What it gives.</typeparam>
/// <param name="Value">What it gave.</param>
/// <param name="Error">What it threw, in place of giving something.</param>
internal readonly record struct PluginResult<T>(T? Value, ExceptionDispatchInfo? Error);
