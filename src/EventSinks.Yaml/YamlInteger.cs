using System.Globalization;
using System.Numerics;

namespace EventSinks.Yaml;

/// <summary>A whole number of any size.</summary>
public sealed class YamlInteger : YamlScalar
{
    // Nearly every number fits into a long, and then costs no more than one.
    private readonly long _small;
    private readonly BigInteger? _big;

    /// <summary>Initializes a new instance of the <see cref="YamlInteger"/> class.</summary>
    /// <param name="value">The number.</param>
    /// <param name="span">Where it stands.</param>
    public YamlInteger(long value, SourceSpan span)
        : base(span) => _small = value;

    /// <summary>Initializes a new instance of the <see cref="YamlInteger"/> class.</summary>
    /// <param name="value">The number.</param>
    /// <param name="span">Where it stands.</param>
    public YamlInteger(BigInteger value, SourceSpan span)
        : base(span)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            _small = (long)value;
        }
        else
        {
            _big = value;
        }
    }

    /// <summary>Gets the number.</summary>
    public BigInteger Value => _big ?? _small;

    /// <inheritdoc/>
    public override string KindName => "an integer";

    /// <summary>Gets the number if 64 bits are enough for it.</summary>
    /// <param name="value">The number; 0 if it is too large.</param>
    /// <returns>True if 64 bits are enough.</returns>
    public bool TryGetInt64(out long value)
    {
        value = _small;
        return _big is null;
    }

    /// <inheritdoc/>
    public override string ToPythonString() =>
        _big?.ToString(CultureInfo.InvariantCulture) ?? _small.ToString(CultureInfo.InvariantCulture);
}
