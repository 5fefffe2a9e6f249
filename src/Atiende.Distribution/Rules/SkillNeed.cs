namespace Atiende.Distribution.Rules;

/// <summary>A skill that an interaction asks for, at this level or above.</summary>
public sealed record SkillNeed(string Skill, int Level);
