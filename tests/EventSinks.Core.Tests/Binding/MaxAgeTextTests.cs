using EventSinks.Dispatch;

namespace EventSinks.Binding;

[Parallelizable(ParallelScope.All)]
public sealed class MaxAgeTextTests
{
    [FsCheck.NUnit.Property]
    public void TryReadSeconds_OfWhatAReasonSays_GivesTheSameAge(FsCheck.PositiveInt seconds) =>
        Assert.That(MaxAgeText.TryReadSeconds(AgeText.Of(TimeSpan.FromSeconds(seconds.Get))), Is.EqualTo(seconds.Get));

    [FsCheck.NUnit.Property]
    public void TryReadSeconds_OfAnyText_GivesAnAgeOrNone(string? text) =>
        Assert.That(MaxAgeText.TryReadSeconds(text ?? "") ?? 0, Is.GreaterThanOrEqualTo(0));
}
