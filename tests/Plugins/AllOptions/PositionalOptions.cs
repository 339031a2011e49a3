using System.ComponentModel.DataAnnotations;

namespace AllOptions;

/// <summary>Options that a constructor takes.</summary>
public sealed record PositionalOptions([property: Required] string Place, int Count = 3, string Unit = "items", Colour Colour = Colour.DarkBlue);
