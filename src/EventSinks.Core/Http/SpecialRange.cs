using System.Net;

namespace EventSinks.Http;

/// <summary>A range of addresses that has a special purpose.</summary>
/// <param name="Network">The range.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Source">The document that says so.</param>
internal readonly record struct SpecialRange(IPNetwork Network, string Purpose, string Source);
