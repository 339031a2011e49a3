using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EventSinks;

namespace AllOptions;

/// <summary>An option of every kind, and with every rule.</summary>
public sealed class EveryKindOptions : ToldOptions
{
    public required string Text { get; init; }

    [Range(1, 60)]
    [DefaultValue(30)]
    public int? MaxSize { get; init; }

    [Range(0.5, 2.5, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 1.5;

    [Range(typeof(decimal), "0.1", "0.9")]
    public decimal Share { get; init; }

    [RegularExpression("^[a-z]+$")]
    [StringLength(10, MinimumLength = 2)]
    public string? Word { get; init; }

    [AllowedValues("low", "high", null)]
    [DefaultValue("low")]
    public string? Level { get; init; }

    [SecretOption]
    [DefaultValue("a default that is secret")]
    public string? Token { get; init; }

    public bool IsLoud { get; init; }

    public Colour? Colour { get; init; }

    public Uri? Link { get; init; }

    [Length(1, 3)]
    public IReadOnlyList<string>? Names { get; init; }

    [MaxLength(5)]
    public IReadOnlyDictionary<string, int>? Numbers { get; init; }

    [JsonPropertyName("other-name")]
    public string? Renamed { get; init; }

    [JsonIgnore]
    public string? Ignored { get; init; }

    public string ReadOnly { get; } = "never read";

    internal string? Hidden { get; init; }
}
