"""Change of the owner's data: asked with proof, judged field by field, the past kept."""
